/** The sign-up form, filled in as far as it has to be: an address, the agreement, and nothing in the field for robots. */
export const signUpForm = (email: string) => ({ email, consent: 'yes', consentVersion: 'en-1', website: '' })
