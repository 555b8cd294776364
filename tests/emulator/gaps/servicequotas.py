"""Service Quotas: the quotas that apply to the account, which moto does not list."""

import json

from moto.servicequotas.responses import ServiceQuotasResponse

from tests.emulator.patching import add

# As AWS itself answers for this quota, of an account that has asked for more, with the metric that measures its use.
FARGATE = {
    "ServiceCode": "fargate",
    "ServiceName": "AWS Fargate",
    "QuotaCode": "L-3032A538",
    "QuotaName": "Fargate On-Demand vCPU resource count",
    "QuotaArn": "arn:aws:servicequotas:eu-west-1:123456789012:fargate/L-3032A538",
    "Value": 12.0,
    "Unit": "None",
    "Adjustable": True,
    "GlobalQuota": False,
    "UsageMetric": {
        "MetricNamespace": "AWS/Usage",
        "MetricName": "ResourceCount",
        "MetricDimensions": {
            "Class": "Standard/OnDemand",
            "Resource": "vCPU",
            "Service": "Fargate",
            "Type": "Resource",
        },
        "MetricStatisticRecommendation": "Maximum",
    },
}


@add(ServiceQuotasResponse, "list_service_quotas")
def list_service_quotas(self: ServiceQuotasResponse) -> str:
    """`ListServiceQuotas` is missing: those of VPC are as the defaults, and of Fargate there is one."""
    service = json.loads(self.body)["ServiceCode"]
    quotas = [FARGATE] if service == "fargate" else self.backend.list_aws_default_service_quotas(service)
    return json.dumps({"Quotas": quotas})
