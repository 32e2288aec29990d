import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the file, beside every bundle with pages, that says which stylesheet they use. */
export const stylesheetName = 'stylesheet.txt'

/**
 * Reads a file that was put beside a function's module.
 * @param folder the module's own.
 */
export const readAsset = (folder: string, file: string): string =>
  readFileSync(join(folder, 'assets', file), 'utf8')

/** The address under which pages ask for the stylesheet. */
export const stylesheetAddress = (folder: string): string => `/assets/${readAsset(folder, stylesheetName)}`
