/** To who pressed “Go on”, on whichever page. */
export const goesOn = 'Good to have you back. Your journey goes on.'
