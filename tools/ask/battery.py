"""Texts and numbers that every constrained attribute is asked about."""

from __future__ import annotations

BOGUS = "tfgen-bogus"
ODD = "tfgen bogus \u00e9!\u00a7%"
LONG = "a" * 20_000
SCREEN: tuple[str, ...] = ("", ODD, LONG, "1", BOGUS)
"""An attribute that takes all of these has no constraint that is looked for."""

EDGES: tuple[str, ...] = (
    "abc-", "-abc", "a--b", "Abc", "a.b", "a_b", "a/b", "a b", "a:b", "abc.", "_abc", "/abc", "a" * 64, "a" * 300,
)  # fmt: skip
"""Texts that tell apart the constraints for which a provider has the same words."""

SCREEN_NUMBERS = (-1_000_000_007, 0, 3, 1_000_000_007)

NAMES: tuple[str, ...] = (
    "abc", "Abc", "ABCDEF", "abcdefgh", "abcdefghij1", "a1", "a", "A", "b-2", "my-name", "my_name", "my.name",
    "My-Name.1_x", "my name", "abc.example.com", "example.com.", "*.example.com", "/abc", "/abc/", "/a/b/c",
    "abc/def", "alias/abc", "aws/abc", "@abc", "#abc", "$abc", "_abc", "-abc", "abc-", "a--b", "ab:cd", "a,b",
    "a=b", "a+b", "a;b", "a|b", "a@b", "(a)", "[a]", "{a}", "<a>", "a~b", "a\\b", "'a'", '"a"', "a?b", "a*b", "a&b",
    "a^b", "a`b", "a#b", "a$b", "a%b", "a!b", "${x}", "{{x}}", "$.a.b", "$context.x", "$default", "$LATEST", "*",
    "-", "x" * 40, "abcdefghijklmnopqrstuvwx", "name@example.com", "r\u00e9sum\u00e9", "a\nb", "a\tb", " abc",
    "abc ", "-1", "0", "1", "7", "42", "100", "1024", "65535", "70000", "1.5", "+3", "1e3", "v1", "v1.2.3", "1.2.3",
    "3.8", "1.29", "true", "false", "TRUE", "True", "t", "yes", "on", "off", "enabled", "ENABLED", "none", "NONE",
    "null", "all", "ALL", "default", "DEFAULT", "auto", "latest", "LATEST", "any", "standard", "-2147483648",
    "9223372036854775807",
)  # fmt: skip

IDS: tuple[str, ...] = (
    "123456789012", "12345678901", "1234567890123", "i-0123456789abcdef0", "vpc-0123456789abcdef0", "sg-12345678",
    "subnet-0123456789abcdef0", "ami-0123456789abcdef0", "lt-0123456789abcdef0", "d-1234567890", "fs-01234567",
    "0f0e0d0c-0b0a-0908-0706-050403020100", "0123456789abcdef", "0123456789abcdef0123456789abcdef",
    "ou-ab12-cdefgh34", "r-ab12", "o-a1b2c3d4e5", "eu-west-1", "us-east-1", "us-gov-west-1", "eu-west-1a",
    "use1-az1", "db.t3.micro", "t3.micro", "AIDACKCEVSQ6C2EXAMPLE", "A1B2C3D4E5", "eu-west-1_AbCdEf123",
    "amazonaws.com", "ec2.amazonaws.com", "com.amazonaws.eu-west-1.s3", "p-0123456789abcdef", "rtb-12345678",
    "custom-abc",
)  # fmt: skip

ARNS: tuple[str, ...] = (
    "arn:aws:iam::123456789012:role/abc", "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:s3:::abc",
    "arn:aws:s3:::abc/def", "arn:aws:sns:eu-west-1:123456789012:abc", "arn:aws-cn:sns:cn-north-1:123456789012:abc",
    "arn:aws-us-gov:iam::123456789012:user/abc",
    "arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c-0b0a-0908-0706-050403020100",
    "arn:aws:lambda:eu-west-1:123456789012:function:abc", "arn:aws:lambda:eu-west-1:123456789012:function:abc:1",
    "arn:aws:automate:eu-west-1:ec2:stop",
    "arn:aws:swf:eu-west-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0",
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/abc/invocations", "arn:aws:x:y:z:abc", "arn:bad",
    "arn:aws", "arn:aws:sns:eu-west-1:12345:abc", "arn:aws:sns:nowhere:123456789012:abc", "arn:::::",
    "arn:aws:::::", "arn:aws:::123456789012:abc", "arn:aws:sns:eu-west-1:123456789012:",
    "arn:azure:sns:eu-west-1:123456789012:abc",
    "arn:aws:acm:us-east-1:123456789012:certificate/0f0e0d0c-0b0a-0908-0706-050403020100", "ARN:aws:s3:::abc",
    "arn:aws:events:eu-west-1:123456789012:event-bus/abc", "arn:aws:dynamodb:eu-west-1:123456789012:table/abc",
    "arn:aws:ecs:eu-west-1:aws-managed:x", "arn:aws:iam::cloudfront:user/abc",
    "arn:aws-iso:sns:us-iso-east-1:123456789012:a", "arn:aws:ec2:eu-west-1:123456789012:instance/i-1",
)  # fmt: skip

FORMATTED: tuple[str, ...] = (
    "10.0.0.1", "010.0.0.1", "10.0.0.0/16", "10.0.0.1/16", "10.0.0.1/32", "10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/28",
    "10.0.0.0/33", "10.0.0", "10.0.0.256", "2001:db8::1", "2001:db8::/56", "2001:db8::1/56", "::/0",
    "::ffff:10.0.0.1", "2001:db8::1/128", "169.254.8.0/30", "192.168.0.1", "fe80::1%eth0", "::ffff:10.0.0.0/112",
    "::", "{}", "[]", '{"a": 1}', '{"a": "b"}', '[{"a": 1}]', '"a"', "{a: 1}", '{"a": 1,}', ' {"a": 1}',
    '{"a": NaN}', '{"Version":"2012-10-17","Statement":[]}', "a: 1", "- a",
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    "2030-01-31T12:00:00Z", "2030-01-31T12:00:00+02:00", "2030-01-31T12:00:00.5Z", "2030-01-31 12:00:00",
    "2030-01-31", "2030-01-31T12:00:00", "20300131", "2030-13-41T12:00:00Z", "12:30", "3:30", "25:00",
    "03:00-05:00", "3:00-5:00", "sun:03:00-sun:05:00", "Sun:03:00-Sun:05:00", "sun:3:00-sun:5:00", "1:12:30",
    "rate(5 minutes)", "cron(0 12 * * ? *)", "at(2030-01-31T12:00:00)", "30m", "1h30m", "90s", "1d", "P1D", "PT5M",
    "2h", "10ms", "3 days", "aGVsbG8=", "aGVsbG8", "https://example.com", "http://example.com",
    "https://example.com/a?b=c", "ftp://example.com", "s3://abc/def", "s3://abc", "+15551234567",
    "00:11:22:33:44:55", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "80-443", "22",
    "git@example.com:a/b.git", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/abc:latest", "AES256", "aws:kms",
    "GET", "SELECT * FROM a", "<xml/>", "name = value", "a@b.c", "mailto:a@b.c", "europe/berlin", "Europe/Berlin",
    "UTC", "en-US", "application/json", "text/plain", "3600", "0.5", "50%", "1:2", "a:b:c", "a::b::c", "username",
    "{username}", "{####}", "ssh-rsa AAAAB3NzaC1yc2E= a", "GMT+2:00", "GMT", "org:read", "s3:ObjectCreated:*",
    "2020_05", "x.y.z", "ec2",
)  # fmt: skip

NEAR_MISSES: tuple[str, ...] = (
    "abcdefghijkl", "12345678901a", "ABCDEFGHIJKL", "x" * 36, "0f0e0d0c_0b0a_0908_0706_050403020100", "abcd-ef-gh",
    "1234-ab-cd", "ab:cd", "ab:cd-ef:gh", "sunday:03:00-sunday:05:00", "rate", "rate(5 minutes", "cron",
    "every(5 minutes)", "https:example.com", "wss://example.com", "//example.com", "gs://abc/def", "s3:abc",
    "s3a://abc", "1.2.3.4.5", "10.0.0.0-10.0.0.5", "10.0.0.0/255.255.0.0", "10.0.0.0/", "2001:db8::/129",
    "2001:db8:1", "{'a': 1}", "[1,]", "{", "}", "{}}", "(1)", "1,5", "0x10", "1_000", "1e", "++1", "--1", "100000",
    "123456", "a.b.c.d", "urn:x:y:z:a:b", "arn:aws:s3", "arn:aws:s3::", "arn:aws:s3:::",
    "arn:aws:sns:eu-west-1:123456789012", "arn:x:sns:eu-west-1:123456789012:abc",
    "arn:AWS:sns:eu-west-1:123456789012:abc", "arn:aws:sns:EU-WEST-1:123456789012:abc",
    "arn:aws:sns:eu:123456789012:abc", "arn:aws:sns:eu-west-1:abc:abc", "arn:aws:sns:eu-west-1:ABC:abc",
    "arn:aws:sns:*:*:abc", "arn:*:sns:*:*:*", "2030-1-31", "2030-01-31T12:00", "2030-01-31t12:00:00z",
    "2030-01-31T12:00:00+0200", "2030-01-31T12:00Z", "12:30:00", "12:3", "1230", "30min", "30", "m", "1h 30m",
    "-5m", "1.5h", "1w", "True ", "TrUe", "T", "Y", "aGVsbG8=\n", "aGVs bG8=", "_-_-", "eu-west", "euwest1",
    "eu-west-1-wl1", "EU-WEST-1", "moon-west-9", "a/b", "./a", "~/a", "\\a", "/", "//", "é",
)  # fmt: skip
"""Texts that are almost of a form: without them a form would be taken for what it only resembles."""

BATTERY: tuple[str, ...] = tuple(
    dict.fromkeys((*SCREEN, *NAMES, *IDS, *ARNS, *FORMATTED, *NEAR_MISSES))
)

HELD_BACK: tuple[str, ...] = (
    "zebra", "Zebra9", "zebra-crossing", "zebra_crossing", "zebra.crossing", "zebra/crossing", "/zebra/9", "z",
    "9zebra", "zebra crossing", "zebra:crossing", "zebra@example.org", "www.example.org", "example.org",
    "*.example.org", "ZEBRA", "alias/zebra-9", "s3://zebra/crossing/9", "https://example.org/zebra",
    "http://example.org:8080/", "999988887777", "172.16.0.0/12", "172.16.5.4/12", "172.16.5.4", "2001:db8:1::/48",
    "2001:db8:1::5", "fd00::/8", '{"z": [1, 2]}', "[1]",
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}}',
    "arn:aws:sqs:us-west-2:999988887777:zebra", "arn:aws:iam::999988887777:role/service-role/zebra",
    "arn:aws:s3:::zebra*", "arn:aws:lambda:us-west-2:999988887777:function:zebra:PROD",
    "arn:aws:rds:us-west-2:999988887777:cluster:zebra",
    "arn:aws:elasticloadbalancing:us-west-2:999988887777:loadbalancer/app/zebra/0123456789abcdef", "ARN",
    "arn:zebra", "arn:aws:states:us-west-2:999988887777:stateMachine:zebra",
    "arn:aws:logs:us-west-2:999988887777:log-group:zebra:*", "2031-06-15T08:30:00Z", "2031-06-15", "08:30",
    "08:30-09:30", "mon:08:30-mon:09:30", "rate(1 hour)", "cron(5 4 ? * * *)", "45m", "12h0m0s", "5", "17", "8080",
    "-5", "3.14", "emVicmE=", "us-west-2", "us-west-2b", "i-0abcdef1234567890", "ab-cd_ef.gh", "(zebra)",
    "zebra + 9", "zebra=9", "zebra,crossing", "zebra#9", "{{zebra}}", "${zebra}", "$.zebra", "zebra%",
    "Zebra Crossing No. 9", "ff0e0d0c-0b0a-4908-8706-050403020100", "z" * 30, "zebra-" * 12, "TRUE", "F", "~zebra",
    "zebra\n", "Z9-Z9", "zebra--9", "-zebra", "zebra-", "_zebra", ".zebra", "zebra.", "+zebra", "=zebra",
)  # fmt: skip
"""Texts that are not used to learn anything, only to test what was learned."""

NUMBERS: tuple[int, ...] = (
    -1_000_000_007, -1000, -10, -2, -1, 0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 60, 64, 100, 128, 200, 256, 300, 443,
    512, 600, 900, 1024, 1440, 3600, 8192, 16_384, 32_767, 43_200, 65_535, 65_536, 86_400, 604_800, 2_147_483_647,
    10**12,
)  # fmt: skip

HELD_BACK_NUMBERS: tuple[int, ...] = (
    -77, 4, 6, 12, 25, 33, 99, 150, 255, 400, 1000, 2000, 5000, 9999, 40_000, 123_456, 10**9,
)  # fmt: skip

ITEM_COUNTS: tuple[int, ...] = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    10,
    11,
    16,
    20,
    25,
    26,
    50,
    51,
    100,
    101,
    200,
    256,
    500,
    1001,
)
