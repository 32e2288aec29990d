import type { Buses } from '../../events/buses.ts'
import { newEvent } from '../../events/event.ts'
import type { Clock } from '../../time/clock.ts'
import { type Action, ApiError } from '../service.ts'

type Entry = {
  Source?: string
  DetailType?: string
  Detail?: string
  Time?: number
  Resources?: string[]
  EventBusName?: string
}
type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string }

// EventBridge API reference, PutEvents. The size limit is 1 MB since January 2026.
const maxEntries = 10
const maxBytes = 1_048_576

export function putEvents(buses: Buses, clock: Clock): Action {
  return input => {
    const entries = (input['Entries'] ?? []) as Entry[]
    if (entries.length === 0 || entries.length > maxEntries)
      throw new ApiError(
        'ValidationException',
        `PutEvents takes 1 to ${maxEntries} entries, not ${entries.length}.`,
      )
    if (JSON.stringify(entries).length > maxBytes)
      throw new ApiError('ValidationException', 'Total size of the entries in the request is over the limit.')
    const results = entries.map(entry => put(entry, buses, clock))
    return { Entries: results, FailedEntryCount: results.filter(result => 'ErrorCode' in result).length }
  }
}

function put(entry: Entry, buses: Buses, clock: Clock): Result {
  const { Source = '', DetailType = '', Detail = '', Time, Resources, EventBusName = 'default' } = entry
  const bus = buses.find(EventBusName)
  const detail = parseDetail(Detail)
  if (!bus) throw new ApiError('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`)
  if (!Source || !DetailType)
    return rejection('InvalidArgument', 'Parameter Source or DetailType is not valid.')
  if (DetailType.length > 128)
    return rejection('InvalidArgument', 'DetailType is longer than 128 characters.')
  if (Source.startsWith('aws.'))
    return rejection('NotAuthorizedForSourceException', 'Not authorized for the source.')
  if (!detail) return rejection('MalformedDetail', 'Detail is malformed.')
  const at = Time === undefined ? clock.now() : Time * 1000
  const event = newEvent(at, {
    source: Source,
    detailType: DetailType,
    detail,
    ...(Resources ? { resources: Resources } : {}),
  })
  buses.accept(bus.name, event)
  return { EventId: event.id }
}

const rejection = (ErrorCode: string, ErrorMessage: string): Result => ({ ErrorCode, ErrorMessage })

function parseDetail(text: string): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(text)
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? (detail as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
