locals {
  numbers = [abs(-1), ceil(1.2), floor(1.8), log(8, 2), max(1, 2), min([3, 4]...), parseint("ff", 16), pow(2, 8), signum(-3)]
  texts = [
    chomp("a\n"), format("%s-%03d-%5.2f-%q-%v-%%", "a", 7, 1.5, "q", true), indent(2, "a\nb"), join("-", ["a", "b"]),
    lower("A"), replace("a.b", "/\\./", "-"), strrev("ab"), substr("hello", 1, -1), title("a b"), trim("?a?", "?"),
    trimprefix("ab", "a"), trimsuffix("ab", "b"), trimspace(" a "), upper("a"), urlencode("a b"),
  ]
  lists = [
    chunklist(["a", "b", "c"], 2), coalescelist([], ["a"]), compact(["", "a"]), concat(["a"], ["b"]), distinct(["a", "a"]),
    element(["a", "b"], 3), flatten([["a"], [["b"]]]), formatlist("%s!", ["a"]), range(3), range(1, 5, 2), reverse(["a", "b"]),
    slice(["a", "b"], 0, 1), sort(["b", "a"]), split(",", "a,b"), tolist(["a"]), regexall("[a-z]", "ab"),
  ]
  maps = {
    keys      = keys({ a = 1 })
    lookup    = lookup({ a = 1 }, "b", 2)
    merge     = merge({ a = 1 }, { b = "x" }, null)
    values    = values({ a = 1, b = 2 })
    zipmap    = zipmap(["a"], [1])
    transpose = transpose({ a = ["x", "y"] })
    matchkeys = matchkeys(["a", "b"], ["1", "2"], ["2"])
    index     = index(["a", "b"], "b")
    contains  = contains(["a"], "a")
    one       = one([])
    sum       = sum([1, 2.5])
    sets      = [setunion(["a"], ["b"]), setintersection(["a"], ["a"]), setsubtract(["a"], ["b"]), setproduct(["a"], [1, 2])]
    bools     = [alltrue([]), anytrue([true, false]), startswith("ab", "a"), endswith("ab", "b"), strcontains("abc", "b")]
  }
  encoded = [
    base64encode("a"), base64decode("YQ=="), base64gzip("a"), csvdecode("a,b\n1,2"), jsondecode("{\"a\": [1, null]}").a[0],
    jsonencode({ a = null }), textencodebase64("a", "UTF-16LE"), textdecodebase64("YQBiAA==", "UTF-16LE"), yamlencode({ a = [1] }),
    yamldecode("a: [1, 2]").a[1],
  ]
  hashes = [
    base64sha256("a"), base64sha512("a"), md5("a"), sha1("a"), sha256("a"), sha512("a"), uuidv5("dns", "example.org"),
  ]
  times = [
    timestamp(), plantimestamp(), formatdate("YYYY-MM-DD'T'hh:mm:ssZ", "2026-01-02T03:04:05Z"),
    timeadd("2026-01-02T03:04:05Z", "-1h30m"), timecmp("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
  ]
  networks = [
    cidrhost("10.0.0.0/16", 5), cidrhost("10.0.0.0/16", -2), cidrnetmask("10.0.0.0/12"), cidrsubnet("10.0.0.0/16", 8, 2),
    cidrsubnets("10.0.0.0/16", 4, 8), cidrsubnet("fd00::/56", 8, 3),
  ]
  files = [
    abspath("."), basename("a/b.txt"), dirname("a/b.txt"), pathexpand("~/x"), fileexists("${path.module}/none"), file("${path.module}/text.txt"),
    filebase64("${path.module}/text.txt"), filemd5("${path.module}/text.txt"), templatefile("${path.module}/text.tftpl", { name = "a", list = ["x"] }),
    fileset(path.module, "*.txt"), templatestring(local.template, { name = "x" }),
  ]
  template = "Hello, $${name}!"
  types = [
    can(tonumber("x")), try(tonumber("x"), 0), tobool("true"), tomap({ a = "b" }), tonumber("1"), toset(["a"]), tostring(1),
    nonsensitive(sensitive("a")), issensitive("a"),
  ]
  namespaced = core::upper("a")
}
