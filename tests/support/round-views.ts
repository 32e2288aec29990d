import { joinRoundPage } from '../../shared/pages/join-round.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import { enRounds } from '../../shared/texts/en-rounds.ts'
import { aSite } from './a-site.ts'

const open = {
  journey: 'shiftworks',
  token: 'a.token',
  sunday: 'Sunday 29 November',
  isJoined: false,
  isResting: false,
  isReachedInTime: true,
}
const wrong = [
  { field: 'name', problem: 'chosen-name-signs' },
  { field: 'sector', problem: 'sector-missing' },
  { field: 'work', problem: 'work-missing' },
  { field: 'adult', problem: 'adult-unconfirmed' },
] as const
/** Joining a round, in every state. */
export const roundViews: Record<string, string> = {
  'a round to join': joinRoundPage(aSite, open),
  'a round to join, with a sector known, by who rests': joinRoundPage(aSite, {
    ...open,
    sector: 'local-government-and-public-health',
    isResting: true,
  }),
  'a round that was joined by words that cannot be read': joinRoundPage(aSite, { ...open, amiss: 'unread' }),
  'a round that was joined by a name that is shown no more': joinRoundPage(aSite, { ...open, amiss: 'name' }),
  'a round, with everything wrong': joinRoundPage(aSite, {
    ...open,
    sent: { name: ['Sam <b>'], parts: ['night'] },
    problems: wrong,
  }),
  'a round that was joined': joinRoundPage(aSite, { ...open, isJoined: true, notice: 'round-joined' }),
  'a round that was joined, by whom no email reaches in time': joinRoundPage(aSite, {
    ...open,
    isJoined: true,
    isReachedInTime: false,
  }),
  'a round that was joined, by who rests': joinRoundPage(aSite, { ...open, isJoined: true, isResting: true }),
  'a round that was taken back': joinRoundPage(aSite, { ...open, notice: 'round-left' }),
  'a round for who was removed': messagePage(
    aSite,
    enRounds.removed('22 November 2028', aSite.operator.contact),
  ),
  'a round for whom it cannot be told': messagePage(aSite, enRounds.untold(aSite.operator.contact)),
}
