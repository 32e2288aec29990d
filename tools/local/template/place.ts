/** The account and region of the local stack. */
export const account = '000000000000'
export const region = 'eu-west-2'

/** The addresses of the local stack. */
export type Place = {
  /** The website, which stands in for the HTTP API: `http://localhost:3000`. */
  website: string
  /** The endpoint for all AWS APIs: `http://127.0.0.1:4566`. */
  aws: string
}

/** @param resource the part after the account: `table/Learners` */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`

export const queueUrl = (place: Place, name: string): string => `${place.aws}/${account}/${name}`
