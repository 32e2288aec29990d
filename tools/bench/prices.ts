/** The reliability of a price. The source says where it was read. */
type Certainty =
  /** From AWS's own price list or pricing page, or a copy of it. */
  | 'price list'
  /** From somebody who quotes AWS. */
  | 'quoted'
  /** Of another Region, because London's could not be found. */
  | 'other region'
  /** AWS may not bill this at all; it is counted as if it did. */
  | 'unsure'

export interface Price {
  /** US dollars per unit, without tax and free allowances, in London (eu-west-2) unless the source says otherwise. */
  usd: number
  source: string
  certainty: Certainty
}

const million = 1_000_000

/** Prices per unit, as of autumn 2026. */
export const prices = {
  writeUnit: {
    usd: 0.7423 / million,
    source: 'DynamoDB on demand, London, as quoted in a blog: half of the price before November 2024',
    certainty: 'quoted',
  },
  readUnit: {
    usd: 0.1487 / million,
    source: 'DynamoDB on demand, London, as quoted in the same blog',
    certainty: 'quoted',
  },
  invocation: {
    usd: 0.2 / million,
    source: 'Lambda requests, London, from a copy of the AWS price list',
    certainty: 'price list',
  },
  gigabyteSecond: {
    usd: 0.0000133334,
    source: 'Lambda duration on arm64, London, from a copy of the AWS price list',
    certainty: 'price list',
  },
  httpRequest: {
    usd: 1.16 / million,
    source: 'API Gateway HTTP API, London, from a copy of the AWS price list',
    certainty: 'price list',
  },
  event: {
    usd: 1 / million,
    source: 'EventBridge custom events by 64 KB, N. Virginia, aws.amazon.com/eventbridge/pricing',
    certainty: 'other region',
  },
  archivedKilobyte: {
    usd: 0.1 / (1024 * 1024),
    source: 'EventBridge archive processing, 0.10 a GB, as quoted on cloudburn.io',
    certainty: 'quoted',
  },
  secretRead: {
    usd: 0.05 / 10_000,
    source:
      'Secrets Manager API calls, as on aws.amazon.com/secrets-manager/pricing; not read again for this',
    certainty: 'unsure',
  },
  sesEvent: {
    usd: 1 / million,
    source: 'EventBridge opt-in data events; whether SES sending events are among them is not documented',
    certainty: 'unsure',
  },
  queueRequest: {
    usd: 0.4 / million,
    source: 'SQS standard queues, London, from a copy of the AWS price list',
    certainty: 'price list',
  },
  email: {
    usd: 0.0001,
    source: 'SES à la carte, London, price list of 2026-09-11 (accounts that sent before 2026-07-21)',
    certainty: 'price list',
  },
  emailOnEssentials: {
    usd: 0.00016,
    source: 'SES Essentials plan, N. Virginia: what a new account is put on',
    certainty: 'other region',
  },
  transferredKilobyte: {
    usd: 0.09 / (1024 * 1024),
    source:
      'Data transfer to the internet beyond 100 GB a month; a general AWS price, not read again for this',
    certainty: 'unsure',
  },
} as const satisfies Record<string, Price>
export type PricedThing = keyof typeof prices
