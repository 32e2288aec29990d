import { beforeAll, describe, expect, it } from 'vitest'
import { longestValue, type PublishedJourney } from '../../shared/contracts/published-journey.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { addressPost, mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const fresh = 'fresh@example.org'
const firstName = `<img src=x onerror="alert('1')"> & {{doneUrl}}`

let world: World

/** Somebody with an odd name gets every kind of email, while a new address of theirs waits for its confirmation. */
beforeAll(async () => {
  world = new World(monday)
  await world.publish()
  await world.learner(sam, { firstName })
  const send = website(world)
  const press = (link: string, fields: Record<string, string>) =>
    send(formPost('/preferences', { t: tokenOf(link), ...fields }))
  await press(mailedLink(world, sam, 'preferencesUrl'), { action: 'private-link' })
  await world.settle()
  await send(addressPost(mailedLink(world, sam, 'privateUrl'), fresh))
  await world.settle()
  await world.pass(2)
  await world.signUp(sam)
  await world.settle()
  await world.pass(20)
})

const confirmations = ['confirm', 'confirm-address', 'address-changed']
const isConfirmation = ({ kind }: { kind: string }) => confirmations.includes(kind)

describe('what somebody typed', () => {
  it('is text in HTML, whatever stands in it, and stays as it was in plain text', () => {
    const module = world.inbox(sam).find(({ kind }) => kind === 'module_one')
    const escaped = 'Hello &lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; {{doneUrl}},'
    expect(module?.html).toContain(`<p>greetingHtml: ${escaped}</p>`)
    expect(module?.text).toContain(`greetingText: Hello ${firstName},`)
  })
})

describe('a first name in the text of a module', () => {
  const naming = (nameless: string) => {
    const journey = sampleJourney()
    return {
      ...journey,
      emails: journey.emails.map(email =>
        email.key === 'module.one'
          ? {
              ...email,
              html: '<p>Thank you, {{firstNameHtml}}!</p>',
              text: 'Thank you, {{firstNameText}}!',
              placeholders: ['firstNameHtml', 'firstNameText'] as const,
              nameless,
            }
          : email,
      ),
    }
  }

  it.each([
    ['Sam', 'Sam', 'Sam'],
    ['<b>', '&lt;b&gt;', '<b>'],
    ['{{doneUrl}}', '{{doneUrl}}', '{{doneUrl}}'],
    ["O'Neill & Sons", 'O&#39;Neill &amp; Sons', "O'Neill & Sons"],
    [undefined, 'friend', 'friend'],
  ])('%s: stands as it is, and does nothing', async (given, inHtml, inText) => {
    const named = new World(monday)
    await named.publish(naming('friend') as PublishedJourney)
    await named.learner(sam, { firstName: given })
    const [email] = named.inbox(sam).filter(({ kind }) => kind === 'module_one')
    expect(email).toMatchObject({ html: `<p>Thank you, ${inHtml}!</p>`, text: `Thank you, ${inText}!` })
  })
})

describe('every email to who takes part', () => {
  it('can be left with one click (RFC 8058)', () => {
    const emails = world.inbox(sam).filter(email => !isConfirmation(email))
    expect(new Set(emails.map(({ kind }) => kind))).toEqual(
      new Set([
        'module_one',
        'reminder_one',
        'short-reminder_one',
        'paused',
        'private-link',
        'already-with-us',
      ]),
    )
    for (const { headers, data } of emails)
      expect(headers).toEqual([
        { name: 'List-Unsubscribe', value: `<${data['unsubscribeUrl']}>` },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ])
  })

  it('goes to the address that is confirmed; only the question goes to the new one', () => {
    expect(world.inbox(fresh).filter(email => !isConfirmation(email))).toEqual([])
    expect(world.inbox(fresh)).toHaveLength(1)
  })
})

it('a confirmation, to who has agreed to nothing yet, offers nothing to leave', () => {
  const emails = world.ses.delivered.filter(isConfirmation)
  expect(emails.map(({ to }) => to)).toEqual([sam, fresh])
  for (const { headers } of emails) expect(headers).toEqual([])
})

describe('where a module stands', () => {
  it('is told of those that are meant for whoever reads it', async () => {
    const meant = new World(monday)
    const [one, two, three] = ['one', 'two', 'three'].map(id => sampleModule(id, { after: { days: 0 } }))
    if (!one || !two || !three) throw new Error('There are three.')
    await meant.publish(sampleJourney('sample', [one, { ...two, onlyFor: ['ambulance'] }, three]))
    for (const [email, sector] of [
      ['crew@example.org', 'ambulance'],
      ['tutor@example.org', 'student'],
    ] as const) {
      await meant.learner(email, { sector })
      await meant.done(email, 'one')
      if (sector === 'ambulance') {
        await meant.pass(1)
        await meant.done(email, 'two')
      }
    }
    await meant.pass(2)
    const positions = (email: string) => meant.inbox(email).flatMap(({ data }) => data['position'] ?? [])
    expect(positions('crew@example.org')).toEqual(['Module 1 of 3', 'Module 2 of 3', 'Module 3 of 3'])
    expect(positions('tutor@example.org')).toEqual(['Module 1 of 2', 'Module 2 of 2'])
  })
})

describe('a reminder', () => {
  it('carries the subject that was received, though the module has another one by now', async () => {
    const edited = new World(monday)
    await edited.publish()
    await edited.learner(sam)
    const newer = sampleJourney('sample', undefined, 2)
    await edited.publish({
      ...newer,
      emails: newer.emails.map(email => ({ ...email, subject: `New: ${email.subject}` })),
    })
    await edited.learner(fresh)
    await edited.pass(8)
    const subjects = (email: string) =>
      edited.inbox(email).flatMap(({ kind, data }) => (kind.includes('reminder') ? data['subject'] : []))
    expect(subjects(sam)).toEqual(['No hurry: Sample module.one', 'No hurry: Sample module.one'])
    expect(subjects(fresh)).toEqual(['No hurry: New: Sample module.one', 'No hurry: New: Sample module.one'])
  })
})

it('no value is longer than what emails are measured with, whatever the names are', async () => {
  const longest = 'x'.repeat(40)
  const journey = sampleJourney(longest, [sampleModule(longest, { after: { days: 0 } })])
  const elsewhere = new World(monday)
  await elsewhere.publish(journey)
  await elsewhere.learner(sam, { journeyId: longest, firstName: '"'.repeat(60) })
  await elsewhere.pass(20)
  const { publicUrl } = elsewhere.deps
  const values = elsewhere.ses.delivered.flatMap(({ data }) => Object.values(data))
  const bytes = values.map(value => Buffer.byteLength(value.replace(publicUrl, `https://${'x'.repeat(253)}`)))
  expect(Math.max(...bytes)).toBeGreaterThan(longestValue / 3)
  expect(Math.max(...bytes)).toBeLessThan(longestValue)
})
