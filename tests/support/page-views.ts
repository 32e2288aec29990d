import type { ModulePage } from '../../shared/contracts/published-journey.ts'
import { confirmPage } from '../../shared/pages/confirm.ts'
import { type DetailsView, detailsPage } from '../../shared/pages/details.ts'
import { brokenUnsubscribePage, findMePage } from '../../shared/pages/find-me.ts'
import { journeysPage, unknownJourneyPage } from '../../shared/pages/journeys.ts'
import { leftOpenPage } from '../../shared/pages/left.ts'
import {
  addressTakenPage,
  confirmedPage,
  erasedPage,
  leftPage,
  linkTroublePage,
  messagePage,
  questionPage,
  statementPage,
  thanksPage,
  troublePage,
  unsubscribePage,
} from '../../shared/pages/messages.ts'
import { type ModuleStatus, modulePage } from '../../shared/pages/module.ts'
import { type MyJourneyView, myJourneyPage } from '../../shared/pages/my-journey.ts'
import type { JourneyBlock } from '../../shared/pages/my-journey-block.ts'
import { newAddressPage } from '../../shared/pages/new-address.ts'
import { sentPage, sentPageOver } from '../../shared/pages/sent.ts'
import { signUpPage } from '../../shared/pages/sign-up.ts'
import type { Site } from '../../shared/pages/site.ts'
import { slipPage } from '../../shared/pages/slip.ts'
import { en } from '../../shared/texts/en.ts'
import { textsFor } from '../../shared/texts/languages.ts'

export const anOperator = { organisation: 'Example Learning Trust', contact: 'help@example.org' }

export const aSite: Site = {
  texts: en,
  textsIn: textsFor,
  publicUrl: 'https://learn.example.org',
  stylesheet: '/assets/shiftworks.css',
  operator: anOperator,
}

export const aJourney = {
  id: 'shiftworks',
  title: 'ShiftWorks',
  about: '<p>Eight short emails, for everybody. One comes a few days after you have done the one before.</p>',
  modules: [
    'What we already have',
    'A promise small enough to keep',
    'Compassion that includes you',
    'Whose voice is missing?',
    'Every single time',
    'Ninety seconds of leadership',
    'The same person, from the other side',
    'Try one small thing together',
  ],
}

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
const moduleWith = (status: ModuleStatus, texts: { page?: ModulePage } = { page: aModulePage }) =>
  modulePage(aSite, {
    journey: 'ShiftWorks',
    ...texts,
    position: { number: 2, of: 8 },
    places: ['done', 'done', 'here', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'],
    ...((status.is === 'done' || status.is === 'finished') && { tried: { answer: 'yes' } }),
    status,
    here: '/modules/shiftworks/trust',
    token: 'a.token',
    preferencesUrl: '/preferences?t=a.token',
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
    },
    {
      id: 'quiet',
      title: 'Quiet leadership',
      state: 'completed',
      places: ['done', 'done', 'done', 'done'],
      had: had(4),
      canBeLeft: false,
    },
    {
      id: 'small',
      title: 'Small things',
      state: 'starting',
      places: ['ahead'],
      had: [],
      canBeLeft: true,
    },
  ],
  liked: { days: ['monday', 'wednesday'], parts: ['evening'] },
  times: {
    stored: { days: ['monday', 'wednesday'], parts: ['evening'], pace: 'slower', breakUntil: '2026-12-05' },
  },
  isPrivate: false,
}

const offered = [
  {
    id: 'shiftworks',
    title: 'ShiftWorks',
    language: 'en-GB',
    modules: 8,
    about: '<p>Eight short emails.</p>',
  },
  { id: 'gwaith-nos', title: 'Gwaith nos', language: 'cy', modules: 1 },
]
const aSentPage = {
  wants: 'sign-up' as const,
  id: '0123456789abcdefghijklmn',
  email: `${'a-long-name-'.repeat(5)}@gmial.com`,
  isSlow: false,
  again: 0,
}
const details: DetailsView = {
  at: '/details',
  token: 'a.token',
  values: { sector: ['ambulance'], firstName: ['Zoë'], role: ['Night porter'], days: ['monday'] },
}

/** Every page in every state, by name: what accessibility and layout are tested on. */
export const pageViews: Record<string, string> = {
  home: signUpPage(aSite, { journey: aJourney }),
  'sign-up with its form to copy': signUpPage(aSite, { journey: aJourney, embed: {} }),
  'sign-up with errors': signUpPage(aSite, {
    journey: aJourney,
    values: { email: ['sam@'], firstName: ['x'.repeat(70)], days: ['someday'], consent: [] },
    problems: [
      { field: 'email', problem: 'email-no-ending' },
      { field: 'firstName', problem: 'first-name-wrong' },
      { field: 'sector', problem: 'sector-unknown' },
      { field: 'days', problem: 'days-wrong' },
      { field: 'parts', problem: 'parts-wrong' },
      { field: 'consent', problem: 'consent-missing' },
    ],
  }),
  'a journey of several': signUpPage(aSite, {
    journey: aJourney,
    isOfJourney: true,
    others: offered.slice(1),
  }),
  journeys: journeysPage(aSite, { journeys: offered }),
  'a journey that is not here': unknownJourneyPage(aSite, { journeys: offered }),
  thanks: thanksPage(aSite, false),
  thanksSlowly: thanksPage(aSite, true),
  sent: sentPage(aSite, aSentPage),
  'sent, asked again and corrected wrongly': sentPage(aSite, {
    ...aSentPage,
    isSlow: true,
    again: 2,
    typed: 'sam@',
    problems: [{ field: 'email', problem: 'email-no-domain' }],
  }),
  'find me': findMePage(aSite, {}),
  'find me, corrected wrongly': findMePage(aSite, {
    token: 'a.token',
    typed: 'sam@',
    problems: [{ field: 'email', problem: 'email-no-domain' }],
  }),
  'find me, sent': sentPage(aSite, { ...aSentPage, wants: 'private-link', isSlow: true, again: 1 }),
  'a confirmation that has run out': questionPage(aSite, en.pages.renew, {
    to: '/confirm',
    hidden: { t: 'a.token' },
  }),
  'a new confirmation, asked for': messagePage(aSite, en.pages.renew.asked),
  'a new confirmation, not now': messagePage(aSite, en.pages.renew.full),
  'unsubscribe, a broken link': brokenUnsubscribePage(aSite),
  'sent, its hour over': sentPageOver(aSite),
  'a slip in an address': slipPage(aSite, {
    to: '/sign-up',
    fields: { consent: ['yes'], days: ['monday', 'friday'] },
    typed: `${'a-long-name-'.repeat(5)}@gmial.com`,
    meant: `${'a-long-name-'.repeat(5)}@gmail.com`,
  }),
  confirm: confirmPage(aSite, {
    token: 'a.token',
    what: 'sign-up',
    asked: {
      journey: 'ShiftWorks',
      firstName: 'Zoë',
      role: 'Night porter',
      sector: 'ambulance',
      preferences: { days: ['monday', 'friday'], parts: ['evening'], pace: 'as-written' },
    },
  }),
  welcome: detailsPage(aSite, { at: '/welcome', token: 'a.token', values: {} }),
  'welcome, where they work saved': detailsPage(aSite, { ...details, at: '/welcome', saved: 'sector-saved' }),
  'welcome, but unreachable': detailsPage(aSite, { ...details, at: '/welcome', isUnreachable: true }),
  'welcome with errors': detailsPage(aSite, {
    ...details,
    at: '/welcome',
    values: { firstName: ['x'.repeat(70)] },
    problems: [
      { field: 'firstName', problem: 'first-name-wrong' },
      { field: 'days', problem: 'days-wrong' },
    ],
  }),
  details: detailsPage(aSite, details),
  'confirmed before': confirmedPage(aSite, { what: 'sign-up', outcome: 'done-before' }),
  'confirmed another': confirmedPage(aSite, { what: 'sign-up', outcome: 'in-already' }),
  'confirm to join': confirmPage(aSite, {
    token: 'a.token',
    what: 'sign-up',
    asked: { journey: 'Quiet leadership', preferences: { pace: 'as-written' } },
    joins: 'Quiet leadership',
  }),
  joined: confirmedPage(aSite, { what: 'sign-up', outcome: 'joined', journey: 'Quiet leadership' }),
  'completed before': confirmedPage(aSite, {
    what: 'sign-up',
    outcome: 'completed-before',
    journey: 'Quiet leadership',
  }),
  'confirmed, but unreachable': confirmedPage(aSite, {
    what: 'sign-up',
    outcome: 'done-before',
    isUnreachable: true,
  }),
  'confirm address': confirmPage(aSite, { token: 'a.token', what: 'address' }),
  'address confirmed': confirmedPage(aSite, { what: 'address' }),
  'undo a change of address': confirmPage(aSite, { token: 'a.token', what: 'undo-address' }),
  'change of address undone': confirmedPage(aSite, { what: 'undo-address' }),
  'address taken': addressTakenPage(aSite),
  module: moduleWith({ is: 'open' }),
  'module done': moduleWith({ is: 'done', next }),
  'module done, another to read': moduleWith({ is: 'done', next: 'here' }),
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
  fault: troublePage(aSite, 'fault'),
}
