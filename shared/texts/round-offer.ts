/** How a round of circles is offered: on pages, and in a journey's last email. */
export interface RoundOffer {
  heading: string
  text: string
  /** Leads to the page on which a round is joined. */
  link: string
}
