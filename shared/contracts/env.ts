import * as z from 'zod/mini'

const someText = z.string().check(z.minLength(1))

/**
 * The settings that infrastructure writes into a function's environment and the function reads: one list, so that a
 * name cannot drift. Each function gets only those that its contract names.
 */
const setting = {
  TABLE_NAME: someText,
  BUS_NAME: someText,
  /** Secret with the keys that sign links: `{"current":"1","1":"<random>"}`. */
  LINK_KEYS_SECRET: someText,
  /** Secret with the key under which addresses and networks are hashed: `{"key":"<random>"}`. */
  ADDRESS_KEY_SECRET: someText,
  /** Secret with the key by which the distribution before the pages is known; empty where there is none. */
  ORIGIN_SECRET: z.string(),
  /** Where learners reach the pages, without a slash at the end. */
  PUBLIC_URL: z.url(),
  /** The journey that a sign-up joins unless the form names another. */
  DEFAULT_JOURNEY: someText,
  CONFIGURATION_SET: someText,
  /** Queue that keeps stream records which could not be read. */
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** Websites (`https://example.org`, separated by commas) that may post the sign-up form from a script. */
  ALLOWED_ORIGINS: z.string(),
  /** Addresses (beginnings, separated by commas) to which a copied form may send people back. */
  ALLOWED_RETURN_URLS: z.string(),
  /** Domains, separated by commas, at which mailboxes say nothing of an employer. */
  SHARED_DOMAINS: z.string(),
  SIGN_UPS_PER_NETWORK_HOUR: z.coerce.number().check(z.int(), z.minimum(1)),
  /** deliver-due's own full name, to start more workers by, and how many may work side by side. */
  DELIVERY_FUNCTION: someText,
  DELIVERY_WORKERS: z.coerce.number().check(z.int(), z.minimum(1)),
  /** Who runs the service, as every page names them, and where people write to. */
  OPERATOR_NAME: someText,
  OPERATOR_CONTACT: someText,
  /** Where to report a security problem: an email address, or the address of a page. */
  SECURITY_CONTACT: someText,
} as const
/** The name of a setting, as it stands in the environment. */
export type Setting = keyof typeof setting

/** Which settings a function reads. */
export interface EnvContract {
  /** Its name. */
  readonly function: string
  readonly settings: readonly Setting[]
}

/** A function's settings once they are read. */
export type Env<Contract extends EnvContract> = {
  [S in Contract['settings'][number]]: z.infer<(typeof setting)[S]>
}

/** Reads a function's settings once, at its start. Throws, naming each wrong one, so that a bad deployment fails at init. */
export function readEnv<Contract extends EnvContract>(
  { function: name, settings }: Contract,
  variables: Record<string, string | undefined>,
): Env<Contract> {
  const schema = z.object(Object.fromEntries(settings.map(one => [one, setting[one]])))
  const parsed = schema.safeParse(variables)
  if (!parsed.success)
    throw new Error(
      `${name} cannot start, its environment is wrong: ${z.prettifyError(parsed.error)}. Check infra/ and deploy again.`,
    )
  return parsed.data as Env<Contract>
}
