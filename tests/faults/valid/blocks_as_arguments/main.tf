resource "aws_security_group" "as_blocks" {
  name = "blocks"

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    self      = true
  }

  ingress {
    from_port       = 80
    to_port         = "80"
    protocol        = "6"
    security_groups = ["sg-1"]
  }
}

resource "aws_security_group" "as_argument" {
  name = "argument"

  ingress = [
    {
      cidr_blocks      = ["10.0.0.0/8"]
      description      = ""
      from_port        = 443
      ipv6_cidr_blocks = []
      prefix_list_ids  = []
      protocol         = "tcp"
      security_groups  = []
      self             = false
      to_port          = 443
    }
  ]
  egress = [for port in [53, 123] : {
    cidr_blocks      = ["0.0.0.0/0"]
    description      = "port ${port}"
    from_port        = port
    ipv6_cidr_blocks = null
    prefix_list_ids  = null
    protocol         = "udp"
    security_groups  = null
    self             = null
    to_port          = port
  }]
}

resource "aws_route_table" "main" {
  vpc_id = "vpc-1"

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = "igw-1"
  }

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = "igw-1"
  }
}

resource "aws_default_security_group" "main" {
  ingress = []
  egress  = []
}

resource "aws_ecs_task_definition" "main" {
  family                   = "main"
  cpu                      = "256"
  memory                   = 512
  requires_compatibilities = ["FARGATE", "EC2"]
  container_definitions    = jsonencode([{ name = "app", image = "app:1", essential = true }])

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id = "fs-1"

      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}
