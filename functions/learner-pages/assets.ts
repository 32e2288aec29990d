import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { stylesheetName } from '../runtime/assets.ts'

/** Created at bundling: the pages here use the stylesheet that sign-up serves. */
export const assets = (): Record<string, string> => ({ [stylesheetName]: compileStylesheet().fileName })
