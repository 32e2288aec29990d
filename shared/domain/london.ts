/** The zone of the service: things that happen to everybody at one time follow this clock. */
export const london = 'Europe/London'
