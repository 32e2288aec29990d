import { ApiError } from '../service.ts'

type Parts = { Subject?: string | undefined; Html?: string | undefined; Text?: string | undefined }

/**
 * Returns the names of the placeholders in an inline template.
 * @throws {ApiError} on syntax that SES renders in stored templates only
 */
export function placeholdersIn({ Subject = '', Html = '', Text = '' }: Parts): Set<string> {
  const names = new Set<string>()
  for (const [, inner = ''] of `${Subject}\n${Html}\n${Text}`.matchAll(/\{\{([^}]{0,300})\}\}/g)) {
    const name = inner.trim()
    if (!/^[\w.-]+$/.test(name))
      throw new ApiError(
        'BadRequestException',
        `Inline template content can't use {{${inner}}}: only plain {{placeholders}}.`,
      )
    names.add(name)
  }
  return names
}

/** Returns the first placeholder without a value in the data; undefined if there is none. */
export function firstMissing(names: Set<string>, data: Record<string, unknown>): string | undefined {
  return [...names].find(name => typeof data[name] !== 'string' && typeof data[name] !== 'number')
}
