import { Logger } from '@aws-lambda-powertools/logger'
import type { Log } from '../../shared/adapters/log.ts'
import type { FunctionName } from '../../shared/contracts/functions.ts'

/** A function's log: one line of JSON a note. Ids and reasons only; nothing here may hold personal data. */
export function functionLog(name: FunctionName): Log {
  let made: Logger | undefined
  // Made at the first note: most environments never write one, and a cold start need not wait for it.
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
