import type { Watcher } from '../aws/endpoint.ts'
import { ApiError } from '../aws/service.ts'
import { neededRights } from './needed-rights.ts'
import type { Access } from './read-access.ts'
import { allow } from './statements.ts'

/** Denies functions what their roles don't allow. Everybody else, such as the AWS CLI, may do anything. */
export function enforceRoles({ functions }: Access): Watcher {
  return async (call, answer) => {
    const statements = functions.get(call.caller)
    const rights = statements && neededRights(call)
    const missing = rights?.find(({ action, resource }) => !allow(statements ?? [], action, resource))
    if (!statements || (rights && !missing)) return answer()
    const { action, resource } = missing ?? { action: `${call.service}:${call.action}`, resource: '*' }
    throw new ApiError(
      'AccessDeniedException',
      `User: ${call.caller} is not authorized to perform: ${action} on resource: ${resource} because its role in the template doesn't allow it`,
    )
  }
}
