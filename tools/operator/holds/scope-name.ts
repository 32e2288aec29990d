import type { HoldScope } from '../../../shared/domain/hold.ts'

/** What a hold holds back, in words: `journey <id>`, `module <id> of <journey>`, `version <number> of <journey>`. */
export function scopeName(scope: HoldScope): string {
  if (scope.is === 'module') return `module ${scope.moduleId} of ${scope.journeyId}`
  if (scope.is === 'version') return `version ${scope.version} of ${scope.journeyId}`
  return scope.is === 'journey' ? `journey ${scope.journeyId}` : scope.is
}
