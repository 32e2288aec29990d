import type { RoundOffer } from './round-offer.ts'

/** How a round is offered in English. */
export const enRoundOffer: RoundOffer = {
  heading: 'Meet people from other parts of health and care',
  text: 'People who learn what you learn, and see it from another side. A circle is usually three to five people, who talk by email and meet if they like.',
  link: 'See how it works, and join',
}
