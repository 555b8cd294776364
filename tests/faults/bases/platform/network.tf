data "aws_caller_identity" "current" {}

data "aws_region" "current" {
  provider = aws.replica
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]

  filter {
    name   = "name"
    values = ["al2023-ami-*-x86_64"]
  }
}

resource "aws_vpc" "main" {
  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true

  tags = { Name = local.name }
}

resource "aws_subnet" "main" {
  for_each = local.subnets

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "${var.region}${each.key}"

  timeouts {
    create = "10m"
  }
}

resource "aws_security_group" "web" {
  name_prefix = "${local.name}-web-"
  description = "Reaches the web tier"
  vpc_id      = aws_vpc.main.id

  dynamic "ingress" {
    for_each = var.rules
    iterator = rule

    content {
      description = rule.value.description
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = rule.value.protocol
      cidr_blocks = rule.value.cidr_blocks
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [description, tags["Owner"]]
  }
}

resource "aws_security_group" "closed" {
  name    = "${local.name}-closed"
  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_instance" "bastion" {
  count = var.bastion ? 1 : 0

  ami                    = coalesce(var.image_id, data.aws_ami.linux.id)
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.main[var.zones[0]].id
  vpc_security_group_ids = [aws_security_group.web.id]

  root_block_device {
    volume_size = 20
    volume_type = "gp3"
    encrypted   = true
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_eip" "bastion" {
  count = length(aws_instance.bastion)

  domain   = "vpc"
  instance = aws_instance.bastion[count.index].id
}
