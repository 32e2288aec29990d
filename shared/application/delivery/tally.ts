/** The results of a run, for its metrics. */
export interface Tally {
  sent: number
  unknown: number
  turnedBack: number
  /** Emails that SES refused because of the account or its sender. */
  accountFaults: number
}

/** The sum of two tallies. */
export const sumOfTallies = (one: Tally, other: Tally): Tally => ({
  sent: one.sent + other.sent,
  unknown: one.unknown + other.unknown,
  turnedBack: one.turnedBack + other.turnedBack,
  accountFaults: one.accountFaults + other.accountFaults,
})

export const noTally: Tally = { sent: 0, unknown: 0, turnedBack: 0, accountFaults: 0 }
