import { Logger } from '@aws-lambda-powertools/logger'
import type { Log } from '../../shared/adapters/log.ts'
import type { FunctionName } from '../../shared/contracts/functions.ts'

/** A function's log: one line of JSON for each entry. Ids and reasons only; never personal data. */
export function functionLog(name: FunctionName): Log {
  let made: Logger | undefined
  // Created at the first entry, because most processes never log, and a cold start need not wait for it.
  const logger = () => {
    made ??= new Logger({ serviceName: name })
    return made
  }
  return {
    info: (message, about = {}) => logger().info(message, { about }),
    warn: (message, about = {}) => logger().warn(message, { about }),
    error: (message, about = {}) => logger().error(message, { about }),
  }
}
