/** Shown after a press on “Go on”, on any page. */
export const goesOn = 'Good to have you back. Your journey goes on.'
