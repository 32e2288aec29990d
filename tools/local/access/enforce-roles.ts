import type { CallObserver } from '../aws/endpoint.ts'
import { ApiError } from '../aws/service.ts'
import { isMet } from './conditions.ts'
import { neededRights, type Right } from './needed-rights.ts'
import type { Access } from './read-access.ts'
import { allow, type Statement } from './statements.ts'

/** Denies functions the calls that their roles do not allow. Other callers, such as the AWS CLI, may do anything. */
export function enforceRoles({ functions }: Access): CallObserver {
  return async (call, answer) => {
    const statements = functions.get(call.caller)
    const rights = statements && neededRights(call)
    const missing = rights?.find(right => !isAllowed(statements ?? [], right))
    if (!statements || (rights && !missing)) return answer()
    throw denial(call.caller, missing ?? { action: `${call.service}:${call.action}`, resource: '*' })
  }
}

/** A statement whose condition a call does not meet neither allows nor denies the call. */
const isAllowed = (statements: Statement[], { action, resource, context = {} }: Right): boolean =>
  allow(
    statements.filter(({ Condition }) => isMet(Condition, context)),
    action,
    resource,
  )

function denial(caller: string, { action, resource, context }: Right): ApiError {
  // The policies on rows come from the functions' contracts.
  const about = context ? `, with ${JSON.stringify(context)}` : ''
  return new ApiError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because its role in the template doesn't allow it${about}`,
  )
}
