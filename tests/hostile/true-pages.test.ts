import { describe, expect, it } from 'vitest'
import type { Link, LinkPurpose } from '../../shared/contracts/link.ts'
import { minute } from '../../shared/domain/duration.ts'
import { journeyStatusOf } from '../../shared/domain/journey-status.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { enRounds } from '../../shared/texts/en-rounds.ts'
import { confirmation } from '../../tools/simulation/confirmation.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from '../support/a-site.ts'
import { turnCircles } from '../support/circles.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { browsing, stored, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages
const nobody = 'x'.repeat(24)

/** How somebody may stand whose link is pressed. */
const states: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  never: async () => undefined,
  pending: world => world.signUp(sam),
  starting: async world => {
    await world.signUp(sam)
    return world.confirm(sam)
  },
  active: world => world.learner(sam),
  paused: async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
  },
  finished: async world => {
    await world.learner(sam)
    for (const module of ['one', 'two', 'three']) await world.done(sam, module)
  },
  'left this journey alone': async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'LeaveJourney', journeyId: 'sample' })
  },
  'left this journey alone, and asked to join it again': async world => {
    await world.learner(sam)
    await world.execute(sam, { type: 'LeaveJourney', journeyId: 'sample' })
    await world.pass(2)
    return world.signUp(sam)
  },
  'asked to join another': async world => {
    await world.publish(sampleJourney('other'))
    await world.learner(sam)
    await world.pass(2)
    return world.signUp(sam, { journeyId: 'other' })
  },
  'joined another': async world => {
    await world.publish(sampleJourney('other'))
    await world.learner(sam)
    await world.pass(2)
    return world.learner(sam, { journeyId: 'other' })
  },
  left: async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'Leave', via: 'page' })
  },
  'signed up anew, not confirmed': async world => {
    await world.learner(sam)
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.pass(2)
    return world.signUp(sam)
  },
  'signed up anew': async world => {
    await world.learner(sam)
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.pass(2)
    return world.learner(sam)
  },
  erased: async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'Erase' })
  },
  suppressed: async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'Suppress' })
  },
  bounced: async world => {
    await world.learner(sam)
    return world.execute(sam, { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
  },
}

/** What can be pressed: through a link of which purpose, and with which fields. */
const presses: readonly { purpose: LinkPurpose; path: string; fields: Record<string, string> }[] = [
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'times', pace: 'slower' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'pause', journey: 'sample' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'resume', journey: 'sample' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'next-now', journey: 'sample' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'leave-journey', journey: 'sample' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'pause', journey: 'elsewhere' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'private-link' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'leave' } },
  { purpose: 'preferences', path: '/my-journey', fields: { action: 'erase', confirm: 'yes' } },
  { purpose: 'private', path: '/my-journey', fields: { action: 'download' } },
  { purpose: 'private', path: '/my-journey', fields: { action: 'erase', confirm: 'yes' } },
  { purpose: 'private', path: '/my-journey', fields: { action: 'erase' } },
  {
    purpose: 'private',
    path: '/change-address',
    fields: { email: 'new@example.org' },
  },
  { purpose: 'module', path: '/modules/sample/one', fields: { action: 'done' } },
  { purpose: 'module', path: '/modules/sample/one', fields: { action: 'resume' } },
  { purpose: 'confirm', path: '/confirm', fields: {} },
  { purpose: 'welcome', path: '/welcome', fields: { sector: 'ambulance' } },
  { purpose: 'welcome', path: '/welcome', fields: { days: 'monday' } },
  { purpose: 'private', path: '/details', fields: { role: 'Night porter' } },
  { purpose: 'private', path: '/details', fields: { firstName: '' } },
  { purpose: 'address', path: '/confirm', fields: {} },
  { purpose: 'undo-address', path: '/confirm', fields: {} },
  { purpose: 'module', path: '/modules/sample/one', fields: { action: 'tried', answer: 'yes' } },
  {
    purpose: 'preferences',
    path: '/rounds/sample',
    fields: { action: 'join', name: 'Sam', sector: 'ambulance', work: 'studying', adult: 'yes' },
  },
  { purpose: 'preferences', path: '/rounds/sample', fields: { action: 'leave' } },
  { purpose: 'circle', path: '/circles', fields: { action: 'yes' } },
  { purpose: 'circle', path: '/circles', fields: { action: 'report' } },
  { purpose: 'unsubscribe', path: '/unsubscribe', fields: {} },
]

const linkKinds = ['current', 'of an earlier life', 'expired', 'of another purpose'] as const
type LinkKind = (typeof linkKinds)[number]

/** The purpose of a link that opens nothing where this one does. */
const another = (purpose: LinkPurpose): LinkPurpose => (purpose === 'reference' ? 'module' : 'reference')

function linkFor(
  world: World,
  purpose: LinkPurpose,
  who: { learnerId: string; epoch: string },
  asked: { epoch?: string; request: number },
): string {
  const ofModule = { journeyId: 'sample', moduleId: 'one' }
  const expiresAt = world.clock.now() + minute
  const links: { [P in LinkPurpose]: Extract<Link, { purpose: P }> } = {
    confirm: { purpose: 'confirm', ...who, ...asked, expiresAt },
    module: { purpose: 'module', ...who, ...ofModule },
    preferences: { purpose: 'preferences', ...who },
    circle: { purpose: 'circle', ...who, group: 'sample.2026-11-29.0' },
    private: { purpose: 'private', ...who, expiresAt },
    address: { purpose: 'address', ...who, occurrence: 1, expiresAt },
    welcome: { purpose: 'welcome', ...who, expiresAt },
    'undo-address': { purpose: 'undo-address', ...who, occurrence: 1, expiresAt },
    unsubscribe: { purpose: 'unsubscribe', ...who },
    reference: { purpose: 'reference', ...who, ...ofModule },
    notice: { purpose: 'notice', ...who, notice: 'paused', expiresAt },
  }
  return world.deps.links.token(links[purpose])
}

interface Pressed {
  before: LearnerRecord | undefined
  after: LearnerRecord | undefined
  /** The life that the link was made for. */
  epoch: string
  isErased: boolean
  changed: boolean
}

const journey = ({ after }: Pressed) => after?.learner.enrolments['sample']
const isInLife = ({ after, epoch }: Pressed) => after?.learner.epoch === epoch
const waits = (kind: string) => (one: Pressed) =>
  isInLife(one) && one.after?.learner.accountEmails.some(accountEmail => accountEmail.kind === kind)
const goesOn = (one: Pressed) =>
  isInLife(one) &&
  one.after?.learner.status === 'active' &&
  one.after.learner.undeliverable === undefined &&
  journey(one)?.pausedBy === undefined &&
  journey(one)?.phase.is !== 'completed' &&
  journey(one)?.phase.is !== 'left'
const nothingHappened = (one: Pressed) => !one.changed

/** Whether somebody has said of themselves what a press here says. */
const saysDetails = ({ learner, details }: LearnerRecord) =>
  learner.sector === 'ambulance' ||
  details.role === 'Night porter' ||
  details.firstName === undefined ||
  learner.preferences.days?.join() === 'monday'

/** Whatever a page may say, and when it is true. */
const claims: readonly [says: string, isTrue: (one: Pressed) => unknown][] = [
  [enAccount.erased.done.title, one => one.isErased && !one.after && one.changed],
  [enAccount.erased['done-before'].title, one => one.isErased && !one.after && nothingHappened(one)],
  [enAccount.erased['link-outdated'].title, one => !one.isErased && nothingHappened(one) && !isInLife(one)],
  [texts.left.done.title, ({ after }) => after?.learner.status === 'left'],
  [texts.left['not-a-learner'].title, one => !one.after && nothingHappened(one)],
  [
    enMyJourney.saved['times-saved'],
    ({ after, ...one }) => {
      const { pace, days } = after?.learner.preferences ?? {}
      return isInLife({ after, ...one }) && (pace === 'slower' || days?.join() === 'monday')
    },
  ],
  [enMyJourney.saved.paused, one => isInLife(one) && journey(one)?.pausedBy === 'learner'],
  [enMyJourney.saved.resumed, goesOn],
  [enMyJourney.saved['next-is-here'], one => journey(one)?.phase.is === 'reading'],
  [enMyJourney.saved['next-at-rest'], one => journey(one)?.pausedBy !== undefined],
  [enMyJourney.saved['next-none'], one => journey(one)?.phase.is === 'completed'],
  [enMyJourney.saved['next-now'], goesOn],
  [enMyJourney.saved['next-later'], goesOn],
  [enMyJourney.saved['next-on-its-way'], one => journey(one)?.claim !== undefined],
  [enMyJourney.saved['next-on-a-break'], () => false],
  [
    enMyJourney.saved['journey-left'],
    one => one.changed && isInLife(one) && (journey(one)?.phase.is ?? 'left') === 'left',
  ],
  [
    enMyJourney.saved['journey-over'],
    one => nothingHappened(one) && ['completed', 'left'].includes(journey(one)?.phase.is ?? ''),
  ],
  [enAccount.privateLinkSent.title, waits('private-link')],
  [enAccount.newAddress.asked.title, waits('confirm-address')],
  [enAccount.confirmed.done.title, ({ after }) => after?.learner.status === 'active'],
  [
    enAccount.details.saved['details-saved'],
    ({ after, ...one }) => isInLife({ after, ...one }) && after && one.changed && saysDetails(after),
  ],
  [enAccount.details.saved['details-same'], nothingHappened],
  ...['sample', 'other'].map((id): (typeof claims)[number] => [
    enAccount.confirmed.joined(`Journey ${id}`).title,
    one => one.after && journeyStatusOf(one.after.learner, id) === 'follows',
  ]),
  [
    enAccount.confirmed['completed-before']('Journey sample').title,
    one => nothingHappened(one) && journey(one)?.phase.is === 'completed',
  ],
  [
    enAccount.confirmed['in-already'].title,
    one => nothingHappened(one) && one.after?.learner.status === 'active',
  ],
  [
    enAccount.confirmed['done-before'].title,
    one => nothingHappened(one) && one.after?.learner.status === 'active',
  ],
  [enAccount.addressConfirmed.title, ({ after }) => after?.details.email === 'new@example.org'],
  [enAccount.addressUndone.title, one => isInLife(one) && one.after?.learner.addressVersion === undefined],
  [texts.module.done, one => isInLife(one) && journey(one)?.done.includes('one')],
  [texts.module.tried.said.yes, one => isInLife(one) && journey(one)?.tried?.['one'] === 'yes'],
  [texts.module.finished.title, one => journey(one)?.phase.is === 'completed'],
  [texts.module.paused.title, one => journey(one)?.pausedBy !== undefined],
  [texts.module.paused.text, one => one.after?.learner.undeliverable === undefined],
  [texts.module.nextSoon, goesOn],
  [
    texts.module.left.title,
    one => one.after?.learner.status !== 'active' || journey(one)?.phase.is === 'left',
  ],
  [
    enRounds.saved['round-joined'],
    one => isInLife(one) && one.changed && journey(one)?.round === '2026-11-29',
  ],
  [enRounds.saved['round-left'], () => false],
  [enRounds.button, one => nothingHappened(one) && journey(one)?.phase.is === 'completed'],
  [enRounds.early.title, one => nothingHappened(one) && (journey(one)?.done.length ?? 0) < 3],
  [enGroups.gone.title, nothingHappened],
  [
    enGroups.away.title,
    one => nothingHappened(one) && (!goesOn(one) || journey(one)?.pausedBy !== undefined),
  ],
  [texts.troubles['not-found'].title, nothingHappened],
  [texts.unreachable.title, ({ after }) => after?.learner.undeliverable !== undefined],
  [texts.problems.unreachable, ({ after }) => after?.learner.undeliverable !== undefined],
  [texts.problems.unconfirmed, ({ after }) => after?.learner.status === 'pending'],
  [texts.link.expired.title, nothingHappened],
  [enAccount.renew.asked.title, one => waits('confirm')(one) || waits('join')(one)],
  [enAccount.renew.full.title, nothingHappened],
  [texts.link.wrong.title, nothingHappened],
  [texts.unsubscribe.broken.title, nothingHappened],
  [texts.link.replaced.title, nothingHappened],
  [texts.link.withdrawn.title, nothingHappened],
  [texts.link.moved.title, nothingHappened],
  [texts.link['not-undone'].title, nothingHappened],
  [en.pages.frame.errorSummary, one => !one.changed || one.after],
]

const escaped = (text: string) => text.replaceAll('’', '’').replaceAll('&', '&amp;')

async function pressIn(state: string, kind: LinkKind, press: (typeof presses)[number]) {
  const world = new World(monday)
  await world.publish()
  await turnCircles(world, true)
  await states[state]?.(world)
  await world.settle()
  const record = await world.find(sam)
  const wasErased = [...world.table.rows.values()].find(({ sk }) => sk === 'tombstone')
  const learnerId = record?.learner.id ?? wasErased?.pk.slice(2) ?? nobody
  const epoch = kind === 'of an earlier life' ? 'earlier0' : (record?.learner.epoch ?? 'anylife0')
  const purpose = kind === 'of another purpose' ? another(press.purpose) : press.purpose
  const newest = record && confirmation(record.learner)
  const asked = {
    request: newest?.request ?? 0,
    ...(kind === 'current' && newest && { epoch: newest.epoch }),
  }
  const t = linkFor(world, purpose, { learnerId, epoch }, asked)
  if (kind === 'expired') world.clock.setTo(world.clock.now() + 120_000)
  const before = stored(world)
  const answer = await browsing(website(world))(formPost(press.path, { t, ...press.fields }))
  const after = await world.deps.learners.find(learnerId)
  const pressed: Pressed = {
    before: record,
    after,
    epoch,
    isErased: await world.deps.learners.isErased(learnerId),
    changed: stored(world) !== before,
  }
  return { answer, pressed }
}

describe.each(Object.keys(states))('somebody %s', state => {
  it.each(linkKinds)('whose link is %s is told nothing that is not so, whatever is pressed', async kind => {
    for (const press of presses) {
      const { answer, pressed } = await pressIn(state, kind, press)
      const where = `${press.purpose} ${JSON.stringify(press.fields)}: ${answer.status}`
      const isFile = answer.headers['Content-Disposition'] !== undefined
      const said = claims.filter(([says]) => answer.body.includes(escaped(says)))
      for (const [says, isTrue] of said) expect(isTrue(pressed), `${where} “${says}”`).toBeTruthy()
      // A page that says nothing that is listed here would escape this test, and so would a change that no page tells.
      const isOpenModule = answer.body.includes(texts.module.button)
      expect(said.length > 0 || isFile || isOpenModule, `${where}\n${answer.body}`).toBe(true)
      if (answer.status >= 400) expect(pressed.changed, where).toBe(false)
    }
  })
})

describe('the answer to the form', () => {
  it.each(Object.keys(states))('is word for word one, and true, for somebody %s', async state => {
    const world = new World(monday)
    await world.publish()
    await states[state]?.(world)
    await world.settle()
    const form = signUpForm(sam)
    const answer = await browsing(website(world))(formPost('/sign-up', form))
    expect(answer.body).toContain('If the address that you gave us can receive our emails')
    expect(answer.body).not.toMatch(/(?<!not just written to it, )an email is on its way/i)
  })
})

describe('the answer to who types an address to get a private link', () => {
  it.each(Object.keys(states))('is word for word one, and true, for somebody %s', async state => {
    const world = new World(monday)
    await world.publish()
    await states[state]?.(world)
    await world.settle()
    const answer = await browsing(website(world))(formPost('/find-me', { email: sam }))
    expect(answer.body).toContain(
      'If this address can receive our emails, and belongs to somebody who takes part',
    )
    expect(answer.body).not.toMatch(/on its way(?! already)/)
    expect(answer.body).toContain(aSite.operator.contact)
  })
})
