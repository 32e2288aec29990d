import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file next to every bundle with pages that contains the name of their stylesheet. */
export const stylesheetName = 'stylesheet.txt'

/**
 * Reads a file next to a function's module.
 * @param folder the module's own.
 */
export const readAsset = (folder: string, file: string): string =>
  readFileSync(join(folder, 'assets', file), 'utf8')

/** The address of the stylesheet. */
export const stylesheetAddress = (folder: string): string => `/assets/${readAsset(folder, stylesheetName)}`
