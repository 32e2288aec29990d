import type { RoundOffer, RoundOfferTexts } from './round-offer.ts'

/** English texts of the offer of a round. */
export const enRoundOffer: RoundOffer = {
  heading: 'Meet people from other parts of health and care',
  text: 'People who learn what you learn, and see it from another side. A circle is usually three to five people, who talk by email and meet if they like.',
  link: 'See how it works, and join',
}

/** English texts about rounds on other pages. */
export const enRoundOffers: RoundOfferTexts = {
  offer: enRoundOffer,
  quiet: 'Join a round, to meet people from other parts of health and care',
  joinedOffer: sunday =>
    `You asked to meet people from other parts of health and care, in the round that closes on ${sunday}.`,
  joinedLink: 'See how it goes on, or take it back',
}
