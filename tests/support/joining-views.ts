import { addressTakenPage, confirmedPage } from '../../shared/pages/account-messages.ts'
import { confirmPage, renewalPage } from '../../shared/pages/confirm.ts'
import { type DetailsView, detailsPage } from '../../shared/pages/details.ts'
import { brokenUnsubscribePage, findMePage } from '../../shared/pages/find-me.ts'
import { journeysPage, unknownJourneyPage } from '../../shared/pages/journeys.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import { sentPage, sentPageOver } from '../../shared/pages/sent.ts'
import { signUpPage } from '../../shared/pages/sign-up.ts'
import { slipPage } from '../../shared/pages/slip.ts'
import { thanksPage } from '../../shared/pages/thanks.ts'
import { togetherPage } from '../../shared/pages/together.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { aJourney, aSite } from './a-site.ts'

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
  ownToken: 'a.token',
  token: 'a.token',
  values: { sector: ['ambulance'], firstName: ['Zoë'], role: ['Night porter'], days: ['monday'] },
}

/** Pages on the way in, in every state: the forms before somebody takes part, and what they say of themselves. */
export const joiningViews: Record<string, string> = {
  home: signUpPage(aSite, { journey: aJourney, together: { people: 1240, sectors: 9 } }),
  together: togetherPage(aSite, [
    {
      id: 'shiftworks',
      title: 'ShiftWorks',
      language: 'en-GB',
      together: {
        people: { ambulance: 310, 'community-and-mental-health': 80, student: 20, none: 830 },
        modulesDone: 5310,
        circles: { introduced: 150, met: 120, across: 9, byChance: 7, worthIt: 8 },
        gaps: [0, 1, 2].map(week => ({
          at: Date.parse('2026-11-23T23:00Z') + week * 604_800_000,
          meanOff: 4.1 - week,
        })),
      },
      voices: [
        {
          id: 'a'.repeat(24),
          text: 'The bins are emptied by people who see who sleeps in the chair.',
          sector: 'social-care',
        },
      ],
      surprise: {
        question: 'When did somebody from another service last ask what you see?',
        options: ['this week', 'this month', 'longer ago', 'never that I remember'],
        tenths: [0, 2, 3, 4],
        meanOff: 3.2,
      },
    },
  ]),
  'together, before anything is counted': togetherPage(aSite, []),
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
  'a confirmation that has run out': renewalPage(aSite, 'a.token'),
  'a new confirmation, asked for': messagePage(aSite, enAccount.renew.asked),
  'a new confirmation, not now': messagePage(aSite, enAccount.renew.full),
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
  welcome: detailsPage(aSite, { at: '/welcome', token: 'a.token', ownToken: 'a.token', values: {} }),
  'welcome, where they work saved': detailsPage(aSite, {
    ...details,
    at: '/welcome',
    saved: 'details-saved',
  }),
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
}
