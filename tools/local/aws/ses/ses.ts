import { ApiError, json, type Service } from '../service.ts'
import { sendBulkEmail } from './send-bulk-email.ts'
import { sendEmail } from './send-email.ts'
import type { SesEmulator } from './ses-emulator.ts'

/** The suppression list stays empty: in AWS too, bounces and complaints of the mailbox simulator do not reach it. */
const suppressionList = '/v2/email/suppression/addresses'

/** SES v2, with one file per action. */
export function ses(emulator: SesEmulator): Service {
  const actions: Record<string, Service> = {
    'POST /v2/email/outbound-bulk-emails': sendBulkEmail(emulator),
    'POST /v2/email/outbound-emails': sendEmail(emulator),
    'GET /v2/email/account': getAccount(emulator),
    [`GET ${suppressionList}`]: async () => json(200, { SuppressedDestinationSummaries: [] }),
  }
  return call => {
    const [path = ''] = call.action.split('?')
    const action = actions[path]
    if (action) return action(call)
    if (path.startsWith(`DELETE ${suppressionList}/`))
      throw new ApiError('NotFoundException', 'The address is not on the suppression list.', 404)
    throw new ApiError('UnknownOperationException', `The local stack doesn't know SES ${call.action}.`, 404)
  }
}

function getAccount({ parts: { limits } }: SesEmulator): Service {
  return async () =>
    json(200, {
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: {
        Max24HourSend: limits.allowance.max24HourSend,
        MaxSendRate: limits.allowance.maxSendRate,
        SentLast24Hours: limits.sentLast24Hours,
      },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    })
}
