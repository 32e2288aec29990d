import { z } from 'zod'
import { ofType, type Resource } from './synthesised.ts'

const RecordSet = z.object({
  Name: z.unknown(),
  Type: z.string(),
  ResourceRecords: z.array(z.object({ Value: z.unknown() })).optional(),
  AliasTarget: z.object({ DNSName: z.unknown(), HostedZoneId: z.unknown() }).optional(),
})

const Call = z.object({
  service: z.literal('Route53'),
  action: z.literal('ChangeResourceRecordSets'),
  parameters: z.object({
    HostedZoneId: z.string(),
    ChangeBatch: z.object({
      Changes: z.array(z.object({ Action: z.literal('UPSERT'), ResourceRecordSet: RecordSet })),
    }),
  }),
})

/** A value of a template in text that holds JSON; what CloudFormation fills in stands there as the JSON that asks for it. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  const { 'Fn::Join': joined } = value as { 'Fn::Join': [string, unknown[]] }
  const part = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one).replaceAll('"', "'"))
  return joined[1].map(part).join(joined[0])
}

/** The calls that write DNS records when the stack is made and whenever it changes; there is no other call. */
export const dnsCalls = (resources: Resource[]) =>
  ofType(resources, 'Custom::AWS').flatMap(({ Properties }) =>
    ['Create', 'Update', 'Delete'].flatMap(event => {
      const call = Properties[event]
      return call === undefined ? [] : [{ event, ...Call.parse(JSON.parse(plain(call))).parameters }]
    }),
  )

/** The DNS records that a stack writes into a zone. */
export const recordsWritten = (resources: Resource[]) =>
  dnsCalls(resources).flatMap(({ event, ChangeBatch }) =>
    event === 'Update' ? ChangeBatch.Changes.map(change => change.ResourceRecordSet) : [],
  )
