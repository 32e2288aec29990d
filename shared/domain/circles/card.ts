import * as z from 'zod/mini'
import { Sector } from '../sectors.ts'
import { ChosenName } from './chosen-name.ts'

/** What somebody does, whichever part of health and care they do it in. From this list alone: a free text would have to be read. */
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

/** One of them. */
export const KindOfWork = z.enum(kindsOfWork)
export type KindOfWork = z.infer<typeof KindOfWork>

/** All that others see of somebody before both have said yes. */
export const Card = z.object({ name: ChosenName, sector: Sector, work: KindOfWork })
export type Card = z.infer<typeof Card>

/** The same as it is kept: the rule of names may have become stricter since. */
export const KeptCard = z.extend(Card, { name: z.string() })
export type KeptCard = z.infer<typeof KeptCard>

/** Whether others may still see it: its name passes the rule of names as it is now. */
export const isShown = (kept: KeptCard): kept is Card => Card.safeParse(kept).success

/** One of the others in somebody's circle. `place`: what a form calls them by, since it names nobody. */
export interface CircleMate extends Card {
  place: number
  /** Its reader chose not to be matched with them again. */
  isApart: boolean
}
