import type { ModulePage } from '../../shared/contracts/published-journey.ts'
import { erasedPage } from '../../shared/pages/account-messages.ts'
import { leftOpenPage } from '../../shared/pages/left.ts'
import { leftPage, linkTroublePage, troublePage, unsubscribePage } from '../../shared/pages/messages.ts'
import { type ModuleStatus, type ModuleView, modulePage } from '../../shared/pages/module.ts'
import { type MyJourneyView, myJourneyPage } from '../../shared/pages/my-journey.ts'
import type { JourneyBlock } from '../../shared/pages/my-journey-block.ts'
import { newAddressPage } from '../../shared/pages/new-address.ts'
import { statementPage } from '../../shared/pages/statement.ts'
import { aJourney, aSite } from './a-site.ts'

export const aModulePage: ModulePage = {
  id: 'trust',
  title: 'A promise small enough to keep',
  minutes: 5,
  html: `<p>It is ten to eight. The night nurse is tired, and the day nurse has just hung up her coat. <a href="https://example.org/a">Read on</a>.</p>
<h2>What happens next</h2><p>They have four minutes. <strong>Whatever is left out now</strong> is found out later, by somebody else.</p>
<ul><li>Say what you know.</li><li>Say what you do not know.</li></ul>
<p><img src="https://pictures.example.net/clock.png" alt="A clock on a ward, at ten to eight"></p>
<blockquote><p>“I’ll ring you at three” is a small promise.</p></blockquote>
<h3>On your next shift</h3><ol><li>Make one small promise.</li><li>Keep it.</li></ol>`,
  inShort:
    'The night nurse has four minutes to hand over, and leaves one thing out. On your next shift, make one small promise, and keep it.',
  reflection: 'When did somebody keep a small promise to you, and what did it change?',
}

const next = { day: '2026-12-02', part: 'evening', isAnotherYear: false } as const
const moduleWith = (
  status: ModuleStatus,
  shown: Pick<ModuleView, 'page' | 'notice'> = { page: aModulePage },
) =>
  modulePage(aSite, {
    journey: 'ShiftWorks',
    ...shown,
    position: { number: 2, of: 8 },
    places: ['done', 'done', 'here', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'],
    ...((status.is === 'done' || status.is === 'finished') && { tried: { answer: 'yes' } }),
    status,
    here: '/modules/shiftworks/trust',
    token: 'a.token',
    preferencesUrl: '/preferences?t=a.token',
    bringUrl: '/bring-a-colleague?t=a.token',
  })

const had = (count: number, done = count) =>
  aJourney.modules
    .slice(0, count)
    .map((title, place) => ({ title, url: '/modules/shiftworks/trust?t=a.token', isDone: place < done }))

const read = { title: 'Whose voice is missing?', url: '/modules/shiftworks/trust?t=a.token' }

const shiftworks: JourneyBlock = {
  id: 'shiftworks',
  title: 'ShiftWorks',
  state: 'running',
  places: ['done', 'done', 'had', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'],
  next: {
    title: 'Whose voice is missing?',
    isAgain: false,
    when: next,
    why: { is: 'planned', wait: { days: 3 } },
    canBeAsked: true,
  },
  had: had(3, 2),
  canBeLeft: true,
  groups: [
    { is: 'asked', day: '2026-12-05' },
    { is: 'introduced', day: '2027-01-10', url: '/circles?t=a.token' },
    { is: 'unread' },
  ],
}

const myJourney: MyJourneyView = {
  token: 'a.token',
  journeys: [
    shiftworks,
    {
      id: 'handover',
      title: 'A good handover',
      state: 'paused',
      places: ['done', 'done', 'done', 'here', 'ahead'],
      here: read,
      had: had(4, 3),
      canBeLeft: true,
      groups: [],
    },
    {
      id: 'quiet',
      title: 'Quiet leadership',
      state: 'completed',
      places: ['done', 'done', 'done', 'done'],
      had: had(4),
      canBeLeft: false,
      groups: [],
    },
    {
      id: 'small',
      title: 'Small things',
      state: 'starting',
      places: ['ahead'],
      had: [],
      canBeLeft: true,
      groups: [],
    },
  ],
  liked: { days: ['monday', 'wednesday'], parts: ['evening'] },
  times: {
    stored: { days: ['monday', 'wednesday'], parts: ['evening'], pace: 'slower', breakUntil: '2026-12-05' },
  },
  isPrivate: false,
}

/** Pages of who takes part, in every state, with those on the way out, statements and troubles. */
export const learningViews: Record<string, string> = {
  module: moduleWith({ is: 'open' }),
  'module done': moduleWith({ is: 'done', next }),
  'module done, another to read': moduleWith({ is: 'done', next: 'here' }),
  'module done, and tried': moduleWith({ is: 'done', next }, { page: aModulePage, notice: 'tried-told' }),
  'module paused': moduleWith({ is: 'paused', done: false }),
  'module of a closed journey': moduleWith({ is: 'closed' }, {}),
  'module retired': moduleWith({ is: 'retired' }),
  'module retired, words gone': moduleWith({ is: 'retired' }, {}),
  'module, journey finished': moduleWith({ is: 'finished', lastEmail: 'comes' }),
  'module, journey left': moduleWith({ is: 'left' }),
  'my journey': myJourneyPage(aSite, myJourney),
  'my journey, gone on': myJourneyPage(aSite, {
    ...myJourney,
    notice: 'resumed',
    journeys: [
      {
        ...shiftworks,
        here: read,
        next: { title: read.title, isAgain: true, when: next, why: { is: 'planned' }, canBeAsked: true },
      },
    ],
  }),
  'my journey, link mailed': myJourneyPage(aSite, { ...myJourney, notice: 'private-link-mailed' }),
  'my journey of somebody unreachable': myJourneyPage(aSite, { ...myJourney, isUnreachable: true }),
  'my journey, saved by somebody unreachable': myJourneyPage(aSite, {
    ...myJourney,
    notice: 'times-saved',
    isUnreachable: true,
  }),
  'my private journey, saved': myJourneyPage(aSite, { ...myJourney, notice: 'times-saved', isPrivate: true }),
  'my journey with errors': myJourneyPage(aSite, {
    ...myJourney,
    isPrivate: true,
    times: { sent: { pace: ['slower'], 'break-day': ['31'], 'break-month': ['2'], 'break-year': ['2027'] } },
    problems: [
      { field: 'breakUntil', problem: 'break-wrong' },
      { field: 'days', problem: 'days-wrong' },
      { field: 'parts', problem: 'parts-wrong' },
      { field: 'pace', problem: 'pace-wrong' },
      { field: 'confirm', problem: 'erase-unconfirmed' },
    ],
  }),
  'new address': newAddressPage(aSite, {
    token: 'a.token',
    asked: undefined,
    typed: undefined,
    problems: undefined,
  }),
  'new address asked, and corrected wrongly': newAddressPage(aSite, {
    token: 'a.token',
    asked: `${'a-long-name-'.repeat(5)}@gmial.com`,
    typed: 'sam@',
    problems: [{ field: 'email', problem: 'email-no-domain' }],
  }),
  erased: erasedPage(aSite, 'done'),
  'erased before': erasedPage(aSite, 'done-before'),
  'not erased': erasedPage(aSite, 'link-outdated'),
  unsubscribe: unsubscribePage(aSite, { token: 'a.token' }),
  left: leftPage(aSite, 'done'),
  'left, behind a private link': leftOpenPage(aSite, { token: 'a.token' }),
  'left, erasing without a tick': leftOpenPage(aSite, {
    token: 'a.token',
    problems: [{ field: 'confirm', problem: 'erase-unconfirmed' }],
  }),
  'left, and gone': leftPage(aSite, 'not-a-learner'),
  'link expired': linkTroublePage(aSite, 'expired'),
  'link wrong': linkTroublePage(aSite, 'wrong'),
  'link replaced': linkTroublePage(aSite, 'replaced'),
  'link to an old address': linkTroublePage(aSite, 'moved'),
  'change not undone': linkTroublePage(aSite, 'not-undone'),
  'change of address withdrawn': linkTroublePage(aSite, 'withdrawn'),
  privacy: statementPage(aSite, 'privacy'),
  sharing: statementPage(aSite, 'sharing'),
  accessibility: statementPage(aSite, 'accessibility'),
  'not found': troublePage(aSite, 'not-found'),
  'too many': troublePage(aSite, 'too-many'),
  unread: troublePage(aSite, 'unread'),
  fault: troublePage(aSite, 'fault'),
}
