/** The offer of a round of circles, for pages and a journey's last email. */
export interface RoundOffer {
  heading: string
  text: string
  /** The link to the page where a round is joined. */
  link: string
}

/** Texts about rounds on other pages than a round's own. */
export interface RoundOfferTexts {
  /** On the page of a module that is done, and on “My journey”. */
  offer: RoundOffer
  /** On “My journey”, for learners who failed to answer twice. They can find rounds but are not offered any. */
  quiet: string
  /**
   * For learners who have joined.
   * @param sunday the day on which the round closes
   */
  joinedOffer: (sunday: string) => string
  /** The link for learners who have joined, to see the round and to withdraw. */
  joinedLink: string
}
