import * as z from 'zod/mini'
import { Sector } from '../sectors.ts'
import { ChosenName } from './chosen-name.ts'

/** Kinds of work, in whichever part of health and care. A closed list, because free text would have to be moderated. */
export const kindsOfWork = [
  'care-and-support',
  'nursing-and-midwifery',
  'medicine-and-dentistry',
  'allied-health',
  'pharmacy-and-science',
  'psychology-and-counselling',
  'social-work',
  'emergency-response',
  'reception-and-administration',
  'estates-catering-and-cleaning',
  'leading-and-managing',
  'digital-and-data',
  'teaching-and-research',
  'volunteering',
  'caring-for-somebody',
  'studying',
  'something-else',
] as const

/** A kind of work. */
export const KindOfWork = z.enum(kindsOfWork)
export type KindOfWork = z.infer<typeof KindOfWork>

/** All that others see of a person before both have agreed to be introduced. */
export const Card = z.object({ name: ChosenName, sector: Sector, work: KindOfWork })
export type Card = z.infer<typeof Card>

/** A card as it is stored. Its name is not checked again, because the rule for names may have become stricter since. */
export const KeptCard = z.extend(Card, { name: z.string() })
export type KeptCard = z.infer<typeof KeptCard>

/** Whether others may still see the card: its name passes today's rule for names. */
export const isShown = (kept: KeptCard): kept is Card => Card.safeParse(kept).success

/** Another member of a learner's circle. `place` identifies them in a form, since a form carries no learner ids. */
export interface CircleMate extends Card {
  place: number
  /** The learner chose not to be matched with this member again. */
  isApart: boolean
}
