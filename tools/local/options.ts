import type { Allowance } from './aws/ses/sending-limits.ts'
import { LocalProblem } from './local-problem.ts'

export type Options = { port: number; awsPort: number; reset: boolean; allowance: Allowance }

const highestPort = 65_535

const usageOf = (command: string) => `${command} [-- --reset]

  --reset   begin anew: forget everybody and every email

  PORT=3000                  port of the website
  AWS_PORT=4566              port of the AWS endpoint
  LOCAL_DATA_DIR=.local      folder in which everything is kept; a second system needs another
  SES_MAX_SEND_RATE=200      emails a second that SES lets through
  SES_MAX_24_HOUR_SEND=50000 emails in 24 hours; -1 is without limit
  SES_IGNORES_DEFAULT_TAGS=1 whether tags of a whole call are lost, as in AWS; 0 applies them`

/**
 * Reads the command line and the environment.
 * @param command the command as typed, for the usage text
 * @throws {LocalProblem} on unknown or invalid options, and with the usage text if that is requested
 */
export function readOptions(
  args: string[],
  env: Record<string, string | undefined>,
  command = 'npm start',
): Options {
  const usage = usageOf(command)
  const unknown = args.find(argument => argument !== '--reset')
  if (unknown)
    throw new LocalProblem(`${unknown === '--help' ? '' : `"${unknown}" is no option.\n\n`}${usage}`)
  const number = (name: string, otherwise: number, min: number, max = Number.POSITIVE_INFINITY) => {
    const value = Number(env[name] || otherwise)
    if (Number.isInteger(value) && value >= min && value <= max) return value
    throw new LocalProblem(`${name}=${env[name]} is not a number that can be used.\n\n${usage}`)
  }
  return {
    port: number('PORT', 3000, 0, highestPort),
    awsPort: number('AWS_PORT', 4566, 0, highestPort),
    reset: args.includes('--reset'),
    allowance: {
      maxSendRate: number('SES_MAX_SEND_RATE', 200, 1),
      max24HourSend: number('SES_MAX_24_HOUR_SEND', 50_000, -1),
      ignoresDefaultTags: number('SES_IGNORES_DEFAULT_TAGS', 1, 0, 1) === 1,
    },
  }
}
