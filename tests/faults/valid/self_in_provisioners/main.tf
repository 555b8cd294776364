resource "terraform_data" "main" {
  input            = { host = "example.org" }
  triggers_replace = ["v1"]

  connection {
    type        = "ssh"
    host        = self.output.host
    user        = "root"
    private_key = file("${path.module}/key.txt")
    timeout     = "2m"
    agent       = false
    port        = 22
  }

  provisioner "file" {
    source      = "${path.module}/key.txt"
    destination = "/tmp/${self.id}"
  }

  provisioner "remote-exec" {
    inline = ["echo ${self.output.host}", "true"]

    connection {
      host     = self.input.host
      password = "x"
      bastion_host = "bastion.example.org"
    }
  }

  provisioner "local-exec" {
    command     = "echo ${self.id} ${path.root} ${terraform.workspace}"
    working_dir = path.module
    quiet       = true
    on_failure  = continue
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "echo ${self.id} ${self.triggers_replace[0]}"
    interpreter = ["sh", "-c"]
  }

  lifecycle {
    postcondition {
      condition     = self.id != "" && length(self.output) > 0
      error_message = "There is no ${self.id}."
    }
  }
}
