import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'

type Rule = CfnWebACL.RuleProperty

/**
 * The firewall of the distribution, in the only region where it may be. It limits requests by network, and uses AWS's
 * lists of known attackers and attacks. Rules that judge what people write are left out, because a nurse's own words
 * must never be taken for an attack.
 */
export class FirewallStack extends Stack {
  readonly webAclArn: string

  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    requestsPerNetwork: number,
    props: StackProps,
  ) {
    super(scope, id, props)
    const name = `ShiftWorks-${settings.stage}`
    const webAcl = new CfnWebACL(this, 'Firewall', {
      name,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(name),
      rules: [
        unsubscribe,
        perNetwork(requestsPerNetwork),
        managed('AWSManagedRulesAmazonIpReputationList'),
        managed('AWSManagedRulesKnownBadInputsRuleSet'),
      ].map((rule, priority) => ({ ...rule, priority })),
    })
    this.webAclArn = webAcl.attrArn
  }
}

const seenAs = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would contain network addresses and links.
  sampledRequestsEnabled: false,
})

/** Mail providers post this on behalf of people, many from one network, so it is allowed before anything is counted. */
const unsubscribe: Omit<Rule, 'priority'> = {
  name: 'one-click-unsubscribe',
  action: { allow: {} },
  visibilityConfig: seenAs('one-click-unsubscribe'),
  statement: {
    andStatement: {
      statements: [exactly({ method: {} }, 'POST'), exactly({ uriPath: {} }, '/unsubscribe')],
    },
  },
}

function exactly(
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  searchString: string,
): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch,
      searchString,
      positionalConstraint: 'EXACTLY',
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  }
}

const perNetwork = (limit: number): Omit<Rule, 'priority'> => ({
  name: 'requests-per-network',
  action: { block: {} },
  visibilityConfig: seenAs('requests-per-network'),
  statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
})

const managed = (name: string): Omit<Rule, 'priority'> => ({
  name,
  overrideAction: { none: {} },
  visibilityConfig: seenAs(name),
  statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
})
