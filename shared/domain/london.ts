/** Where the service stands: what happens to everybody at one time, happens by its clock. */
export const london = 'Europe/London'
