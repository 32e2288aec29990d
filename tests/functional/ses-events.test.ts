import { describe, expect, it } from 'vitest'
import { SesEvent } from '../../shared/contracts/ses-event.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const ann = 'ann@example.org'

const times = (world: World, email: string, kind: string) =>
  world.inbox(email).filter(one => one.kind === kind).length

/** What ann is left with after SES has told this about an email of hers, as it would come off the queue. */
async function annAfter(told: object) {
  const world = new World(monday)
  await world.publish()
  await world.learner(ann)
  const events = world.ses.events
    .splice(0)
    .map(({ source, detail: { mail } }) =>
      SesEvent.parse(JSON.parse(JSON.stringify({ source, detail: { ...told, mail } }))),
    )
  await world.feedback(events)
  const { learner } = await world.person(ann)
  return { world, undeliverable: learner.undeliverable, rows: JSON.stringify([...world.table.rows.values()]) }
}

describe('what SES says of a bounce', () => {
  it.each([
    ['Permanent', 'General', 'bounced'],
    ['Permanent', 'NoEmail', 'bounced'],
    ['Permanent', 'Suppressed', 'bounced'],
    ['Permanent', 'OnAccountSuppressionList', 'bounced'],
    ['Permanent', 'OnTenantSuppressionList', 'bounced'],
    ['PERMANENT', null, 'bounced'],
    ['Transient', 'General', undefined],
    ['Transient', 'MailboxFull', undefined],
    ['Transient', 'MessageTooLarge', undefined],
    ['Transient', 'ContentRejected', undefined],
    ['Transient', 'AttachmentRejected', undefined],
    ['Undetermined', 'Undetermined', undefined],
    ['Undetermined', undefined, undefined],
    ['SomethingNew', 'General', undefined],
  ])('%s %s leaves somebody %s', async (bounceType, bounceSubType, undeliverable) => {
    const after = await annAfter({ eventType: 'Bounce', bounce: { bounceType, bounceSubType } })
    expect(after.undeliverable).toBe(undeliverable)
  })

  it('is kept as a code of letters, whatever stands there', async () => {
    const bounce = { bounceType: 'Transient', bounceSubType: 'mailbox of jo@example.org is full' }
    const { rows } = await annAfter({ eventType: 'Bounce', bounce })
    expect(rows).toContain('transient.unknown')
    expect(rows).not.toContain('is full')
  })
})

describe('what SES says of a complaint', () => {
  it.each([
    ['abuse', 'complained'],
    ['fraud', 'complained'],
    ['virus', 'complained'],
    ['other', 'complained'],
    ['something-new', 'complained'],
    [undefined, 'complained'],
    [null, 'complained'],
    ['not-spam', undefined],
    ['Not-Spam', undefined],
    ['auth-failure', undefined],
  ])('feedback type %s leaves somebody %s', async (complaintFeedbackType, undeliverable) => {
    const complaint = { complaintSubType: null, complaintFeedbackType }
    expect((await annAfter({ eventType: 'Complaint', complaint })).undeliverable).toBe(undeliverable)
  })

  it('reports without a feedback report, and those of an address on the list for it, count', async () => {
    expect((await annAfter({ eventType: 'Complaint' })).undeliverable).toBe('complained')
    const complaint = { complaintSubType: 'OnAccountSuppressionList' }
    expect((await annAfter({ eventType: 'Complaint', complaint })).undeliverable).toBe('complained')
  })
})

it.each([
  'InternalFailure',
  'General',
  'MailboxFull',
  'SpamDetected',
  'RecipientServerError',
  'IPFailure',
  'TransientCommunicationFailure',
  'BYOIPHostNameLookupUnavailable',
  'SendingDeferral',
  'Undetermined',
  'SomethingNew',
])('a delay because of %s changes nothing: SES goes on trying', async delayType => {
  const { world, undeliverable } = await annAfter({
    eventType: 'DeliveryDelay',
    deliveryDelay: { delayType },
  })
  expect(undeliverable).toBeUndefined()
  await world.pass(4)
  expect(times(world, ann, 'module_one')).toBe(1)
  expect(times(world, ann, 'reminder_one')).toBe(1)
})

describe('an event that is not quite as documented', () => {
  const mail = { destination: [ann], tags: { 'email-id': ['an-id'] } }
  const event = (detail: object) => ({ source: 'aws.ses', detail: { eventType: 'Send', mail, ...detail } })

  it.each([
    [
      'headers that are cut off',
      { mail: { ...mail, headersTruncated: true, headers: [], commonHeaders: {} } },
    ],
    ['fields that are new', { mail: { ...mail, region: 'x' }, send: null, more: [1] }],
    ['no moment', { mail: { ...mail, timestamp: null } }],
    ['tags of other kinds', { mail: { ...mail, tags: { ...mail.tags, 'ses:new': null, batch: 'b' } } }],
  ])('is taken in with %s', (_, detail) => {
    expect(SesEvent.safeParse(event(detail)).success).toBe(true)
  })

  it.each([
    [
      'an event type that is unknown, such as that somebody unsubscribed at SES',
      { eventType: 'Subscription' },
    ],
    ['nobody it went to', { mail: { tags: mail.tags } }],
    ['no email id', { mail: { ...mail, tags: {} } }],
    ['a bounce of no type', { eventType: 'Bounce', bounce: {} }],
  ])('is not taken in with %s, so that it is kept', (_, detail) => {
    expect(SesEvent.safeParse(event(detail)).success).toBe(false)
  })
})
