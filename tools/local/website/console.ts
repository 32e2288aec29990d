import type { IncomingMessage } from 'node:http'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { connect } from '../../operator/aws/connect.ts'
import { consoleApp } from '../../operator/console/app.ts'
import { keepOthersOut } from '../../operator/console/http/guard.ts'
import { operations } from '../../operator/operations/all.ts'
import { printProblem } from '../../terminal/printable.ts'
import { ownHosts } from '../http/strangers.ts'
import type { Inspected } from './inspected.ts'

export const consoleAddress = '/_local/console'

/** The operator's console for what runs here, without a token: whoever is on this machine may look. Made when first asked. */
export function localConsole({ aws, website }: Pick<Inspected, 'aws' | 'website'>) {
  const { port } = new URL(website)
  let app: ReturnType<typeof consoleApp> | undefined
  return (request: IncomingMessage): Promise<WrittenResponse> => {
    app ??= consoleApp({
      operations,
      open: () => connect({ is: 'local', stage: 'local', endpoint: aws }),
      base: consoleAddress,
      zone: 'UTC',
      guards: [keepOthersOut(ownHosts(Number(port)))],
      report: error => printProblem('The console went wrong:', error),
    })
    return app(request)
  }
}
