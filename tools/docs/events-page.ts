import * as z from 'zod/mini'
import {
  type BusEvent,
  type BusType,
  busTypes,
  CompletionReported,
  EventDetail,
  signUpReceived,
} from '../../shared/contracts/bus.ts'
import { ownSource, platformDetailType } from '../../shared/contracts/bus-rules.ts'
import { rulesThatMayStart } from '../../shared/contracts/reactions.ts'
import { eventDefinitions } from '../../shared/domain/domain-event.ts'
import { accountOccasions } from '../../shared/domain/events/account.ts'
import { accountEmailOccasions } from '../../shared/domain/events/account-emails.ts'
import { deliveryOccasions } from '../../shared/domain/events/delivery.ts'
import { invitationOccasions } from '../../shared/domain/events/invitations.ts'
import { progressOccasions } from '../../shared/domain/events/progress.ts'
import { reflectionOccasions } from '../../shared/domain/events/reflections.ts'
import { signUpOccasions } from '../../shared/domain/events/sign-up.ts'
import { eventFields, reportFields } from './bus-fields.ts'
import { schemaTable } from './schema-table.ts'

/** When each event is published. */
const occasions: Readonly<Record<BusType, string>> = {
  SignUpReceived:
    'A form with an address was sent: to sign up, or to be mailed a private link. Nobody has looked yet whether the address is known, so it is no learner’s event; what it leads to follows at once.',
  ...signUpOccasions,
  ...accountEmailOccasions,
  ...progressOccasions,
  ...deliveryOccasions,
  ...accountOccasions,
  ...reflectionOccasions,
  ...invitationOccasions,
}

const carries = (type: BusType): readonly string[] =>
  type === signUpReceived ? [] : eventDefinitions[type].bus.carries

/** The fields of an event type besides the common ones, with their values if these are few. */
export function carriedBy(type: BusType): { field: string; values: string[] }[] {
  const fields: z.core.$ZodShape = type === signUpReceived ? {} : eventDefinitions[type].fields
  return carries(type).map(field => {
    const schema = fields[field]
    return { field, values: schema instanceof z.ZodMiniEnum ? schema.options.map(String) : [] }
  })
}

/** The functions that an event type starts. */
const startedBy = (type: BusType): string[] =>
  rulesThatMayStart(type).map(rule => {
    const isCertain = type === signUpReceived || rule !== 'deliver-due'
    return isCertain ? `\`${rule}\`` : `\`${rule}\`, if something is due now`
  })

/** A field's meaning. If not all events have the field, it begins with those that do. */
function meaningOf(field: string): string {
  const meaning = eventFields[field as keyof EventDetail]
  const types = busTypes.filter(type => carries(type).includes(field))
  const isOfSome = meaning !== '' && types.length > 0
  return isOfSome ? `With ${new Intl.ListFormat('en').format(types)}: ${meaning}` : meaning
}

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``

const sampleEvent: BusEvent = {
  id: '7f0c9a52-4d39-4c1c-9a2e-6a1d0a7e4b11',
  source: ownSource,
  time: '2026-11-26T09:17:31Z',
  'detail-type': 'ModuleCompleted',
  detail: {
    version: 1,
    id: 'k3v9x2m7q1w8r5t4y6z0b2n4.shiftworks.9.0',
    at: '2026-11-26T09:17:30.412Z',
    learnerId: 'k3v9x2m7q1w8r5t4y6z0b2n4',
    epoch: 'p8d2f6h1',
    journeyId: 'shiftworks',
    moduleId: 'trust',
    via: 'page',
    dueNow: false,
  },
}

const sampleReport: CompletionReported = {
  version: 1,
  reference: '1.1.eyJwIjoicmVmZXJlbmNlIn0.c2lnbmF0dXJl',
  completedAt: '2026-11-26T09:17:30Z',
}

const samplePut = [
  {
    EventBusName: 'ShiftWorks-prod',
    Source: 'learning-platform',
    DetailType: platformDetailType,
    Detail: JSON.stringify(sampleReport),
  },
]

const code = (text: string): string => `\`${text}\``

const eventRows = busTypes.map(type => {
  const carries = carriedBy(type).map(({ field, values }) => {
    const list = values.map(code).join(', ')
    return list ? `${code(field)} (${list})` : code(field)
  })
  return `| \`${type}\` | ${occasions[type]} | ${carries.join(', ')} | ${startedBy(type).join('; ')} |`
})

/** The page about events, generated from the schemas that validate them. */
export const eventsPage =
  (): string => `<!-- Written by \`node tools/docs/events.ts\` from the definitions in shared/domain/events and the schemas in shared/contracts/bus.ts. Change those, and run it. -->

# Events

ShiftWorks has one event bus of its own, \`ShiftWorks-<stage>\`, with an archive. Two kinds of events are on it:

* **Events.** What has happened to a learner, and before that, that somebody sent the sign-up form, under the source \`${ownSource}\`. Only \`publish-events\` puts them there, from the table's stream, so that no event is on the bus which is not stored. Most of them start nothing here; they are for your own rules.
* **Reports.** What a learning platform knows, under the platform's own source. \`record-completion\` takes them in.

What SES says of emails comes on the account's default bus, and goes to the queue of \`ses-feedback\`. That an email went out is no event on our bus: it would be most of the traffic, and it is in the table.

## Before you write a rule

* An event may come twice, late, and before one that happened earlier. Years later it may come once more, from a replay of the archive. \`detail.id\` stays the same then, and the envelope's own \`id\` does not: remember \`detail.id\`.
* Whatever you do because of an event must be right when it is done twice.
* \`learnerId\` is random. No event holds a name, an address or anything that somebody typed, and yours should not either.
* \`epoch\` names one life of a learner: who leaves and signs up again gets a new one. An event of an earlier epoch than the one you know is history.
* Fields may be added to \`version\` 1. None changes its meaning or goes away: that would be version 2.

## Events

| \`detail-type\` | when | carries also | starts here |
|---|---|---|---|
${eventRows.join('\n')}

An event as EventBridge delivers it (without the fields of the envelope that AWS adds to every event):

${json(sampleEvent)}

### \`detail\`

${schemaTable(EventDetail, meaningOf)}

## A learning platform reports a completion

1. The author puts \`{{reference}}\` into a link of a module: \`[The course](https://learn.example.org/course?from={{reference}})\`. In each learner's email it becomes an opaque code for this learner and this module. It tells the platform nothing, and it cannot be made up.
2. The platform keeps the code that somebody came with.
3. When they have finished, it puts \`${platformDetailType}\` on the bus, under its own source. The setting \`learningPlatforms\` names the sources that are taken in, \`learning-platform\` unless you say otherwise.
4. The module counts as done, just as if the learner had pressed the button: the next one is planned, and nobody is reminded.

${json(sampleReport)}

With the AWS command line, once this is in \`report.json\`:

${json(samplePut)}

\`\`\`sh
aws events put-events --entries file://report.json
# on your computer, with "ShiftWorks-local" as the name of the bus:
aws --endpoint-url http://localhost:4566 events put-events --entries file://report.json
\`\`\`

### \`detail\`

${schemaTable(CompletionReported, field => reportFields[field as keyof CompletionReported])}

Telling it twice is fine. A report about somebody who has left or has been erased changes nothing. A report that does not fit the schema, or whose reference is none of ours, is kept whole in the dead-letter queue of \`record-completion\`, with an alarm. A report under a source that no setting names starts nothing.
`
