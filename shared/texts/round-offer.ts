/** How a round of circles is offered: on pages, and in a journey's last email. */
export interface RoundOffer {
  heading: string
  text: string
  /** Leads to the page on which a round is joined. */
  link: string
}

/** What pages say of rounds that are not the round's own. */
export interface RoundOfferTexts {
  /** On the page of a module that is done, and on “My journey”. */
  offer: RoundOffer
  /** On “My journey”, to who did not answer twice: to be found, and not offered. */
  quiet: string
  /** To who has joined. @param sunday the day on which the round closes. */
  joinedOffer: (sunday: string) => string
  /** Where who has joined sees the round, and takes it back. */
  joinedLink: string
}
