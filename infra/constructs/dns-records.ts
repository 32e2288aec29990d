import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { AwsCustomResource, type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'
import type { Settings } from '../settings.ts'
import { holds } from '../settings-together.ts'
import { allow } from './allow.ts'

/** A DNS record with its values, or with the AWS name that it is an alias of. */
export type DnsRecord = { readonly name: string } & (
  | { readonly type: 'CNAME' | 'MX' | 'TXT'; readonly values: readonly string[] }
  | { readonly type: 'A'; readonly alias: { readonly host: string; readonly hostedZoneId: string } }
)

type Zone = NonNullable<Settings['hostedZone']>

/** @returns the zone of a domain's records; undefined if they are made by hand. */
export const zoneOf = ({ hostedZone }: Settings, domain: string): Zone | undefined =>
  hostedZone && holds(hostedZone.name, domain) ? hostedZone : undefined

const fiveMinutes = Duration.minutes(5).toSeconds()

/** The properties of one stack's records. */
export interface DnsRecordsProps {
  /** Part of the names of the function that writes them and of its log. */
  readonly name: string
  readonly settings: Settings
  readonly zone: Zone
  readonly records: readonly DnsRecord[]
}

/**
 * Records in a Route 53 zone, all written in one change. CloudFormation's own records fail if a record of that name
 * exists, so every deployment would fail once a zone is configured for records made by hand; these take such records
 * over. Records are never deleted, because a rollback would delete what an operator made by hand.
 */
export class DnsRecords extends Construct {
  constructor(scope: Construct, { name, settings, zone, records }: DnsRecordsProps) {
    super(scope, 'DnsRecords')
    const functionName = `ShiftWorks-${settings.stage}-${name}`
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const write = upsert(zone, records)
    new AwsCustomResource(this, 'Upsert', {
      functionName,
      logGroup,
      role: this.#role(zone, records, logGroup),
      installLatestAwsSdk: false,
      onCreate: write,
      onUpdate: write,
    })
  }

  /** A role that may write these records, by name and type, and delete none. */
  #role(zone: Zone, records: readonly DnsRecord[], log: LogGroup): Role {
    const writes = allow(
      ['route53:ChangeResourceRecordSets'],
      [
        Stack.of(this).formatArn({
          service: 'route53',
          region: '',
          account: '',
          resource: 'hostedzone',
          resourceName: zone.id,
        }),
      ],
    )
    const only = (key: string, values: readonly string[]) =>
      writes.addCondition('ForAllValues:StringEquals', { [`route53:ChangeResourceRecordSets${key}`]: values })
    only('Actions', ['UPSERT'])
    only(
      'NormalizedRecordNames',
      records.map(record => record.name),
    )
    only('RecordTypes', [...new Set(records.map(record => record.type))])
    const logs = allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn])
    return new Role(this, 'Role', {
      description: 'What the writing of DNS records may do',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { calls: new PolicyDocument({ statements: [writes, logs] }) },
    })
  }
}

const upsert = (zone: Zone, records: readonly DnsRecord[]): AwsSdkCall => ({
  service: 'Route53',
  action: 'ChangeResourceRecordSets',
  parameters: {
    HostedZoneId: zone.id,
    ChangeBatch: {
      Changes: records.map(record => ({ Action: 'UPSERT', ResourceRecordSet: recordSet(record) })),
    },
  },
  physicalResourceId: PhysicalResourceId.of('dns-records'),
})

const recordSet = (record: DnsRecord) => ({
  Name: record.name,
  Type: record.type,
  ...(record.type === 'A'
    ? {
        AliasTarget: {
          DNSName: record.alias.host,
          HostedZoneId: record.alias.hostedZoneId,
          EvaluateTargetHealth: false,
        },
      }
    : { TTL: fiveMinutes, ResourceRecords: record.values.map(Value => ({ Value })) }),
})
