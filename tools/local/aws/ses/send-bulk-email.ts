import { ApiError, type AwsCall, json, type Service } from '../service.ts'
import { type BulkEntry, BulkRequest, parseRequest, recipients, tagMap } from './bulk-request.ts'
import { firstMissing, placeholdersIn } from './placeholders.ts'
import type { Admission } from './sending-limits.ts'
import type { OutgoingEmail, SesEmulator } from './ses-emulator.ts'

type Result = { Status: string; MessageId?: string; Error?: string }
type Open = { entry: BulkEntry; result: Result | undefined }

const rejections = {
  rate: { status: 'ACCOUNT_THROTTLED', message: 'Maximum sending rate exceeded.' },
  quota: { status: 'ACCOUNT_DAILY_QUOTA_EXCEEDED', message: 'Daily message quota exceeded.' },
} as const

/** SendBulkEmail: one template for up to 50 destinations, each with its own data, headers and tags. */
export function sendBulkEmail(emulator: SesEmulator): Service {
  return async call => {
    const request = withTagsAsApplied(emulator, parseRequest(BulkRequest, call.body))
    emulator.checkSender(request.FromEmailAddress)
    const placeholders = placeholdersIn(request.DefaultContent.Template.TemplateContent)
    const entries = request.BulkEmailEntries
    if (!emulator.knowsConfigurationSet(request.ConfigurationSetName))
      return answer(entries.map(() => ({ Status: 'CONFIGURATION_SET_NOT_FOUND' })))
    const admission = emulator.parts.limits.admit(entries.length)
    if (admission.admitted === 0) throw refuseAll(admission)
    const open = entries.map((entry, index): Open => ({ entry, result: rejection(admission, index) }))
    for (const one of open) one.result ??= failed(emulator, request, one.entry, placeholders, call)
    await renderAndAccept(emulator, request, open, call)
    return answer(open.map(({ result }) => result ?? { Status: 'FAILED' }))
  }
}

/** The request without the tags of the whole call, if the account loses these. */
const withTagsAsApplied = ({ parts }: SesEmulator, request: BulkRequest): BulkRequest =>
  parts.limits.allowance.ignoresDefaultTags === false ? request : { ...request, DefaultEmailTags: [] }

const answer = (BulkEmailEntryResults: Result[]) => json(200, { BulkEmailEntryResults })

function refuseAll({ refusedBy = 'rate' }: Admission): ApiError {
  return refusedBy === 'rate'
    ? new ApiError('TooManyRequestsException', rejections.rate.message, 429)
    : new ApiError('LimitExceededException', rejections.quota.message)
}

function rejection({ admitted, refusedBy }: Admission, index: number): Result | undefined {
  if (index < admitted || !refusedBy) return undefined
  return { Status: rejections[refusedBy].status, Error: rejections[refusedBy].message }
}

/** SES accepts an entry whose data leaves a placeholder unfilled. The rendering fails afterwards. */
function failed(
  emulator: SesEmulator,
  request: BulkRequest,
  entry: BulkEntry,
  placeholders: Set<string>,
  call: AwsCall,
): Result | undefined {
  const { TemplateData } = request.DefaultContent.Template
  const own = entry.ReplacementEmailContent?.ReplacementTemplate.ReplacementTemplateData ?? '{}'
  const missing = firstMissing(placeholders, { ...parseData(TemplateData), ...parseData(own) })
  if (missing === undefined) return undefined
  return { Status: 'SUCCESS', MessageId: emulator.failToRender(letterTo(request, entry, call), missing) }
}

function parseData(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new ApiError('BadRequestException', 'Template data is not JSON.')
  }
}

async function renderAndAccept(
  emulator: SesEmulator,
  request: BulkRequest,
  open: Open[],
  call: AwsCall,
): Promise<void> {
  const left = open.filter(({ result }) => result === undefined)
  if (left.length === 0) return
  const results = await emulator.parts.renderer.bulk({
    ...request,
    BulkEmailEntries: left.map(({ entry }) => entry),
  })
  for (const [index, one] of left.entries()) {
    const rendered = results[index]
    if (rendered && 'email' in rendered)
      one.result = {
        Status: 'SUCCESS',
        MessageId: emulator.accept(letterTo(request, one.entry, call), rendered.email),
      }
    else one.result = { Status: rendered?.status ?? 'FAILED', Error: rendered?.error ?? '' }
  }
}

const letterTo = (request: BulkRequest, entry: BulkEntry, { caller }: AwsCall): OutgoingEmail => ({
  to: recipients(entry.Destination),
  from: request.FromEmailAddress,
  replyTo: request.ReplyToAddresses,
  tags: { ...tagMap(request.DefaultEmailTags), ...tagMap(entry.ReplacementTags) },
  configurationSet: request.ConfigurationSetName,
  caller,
})
