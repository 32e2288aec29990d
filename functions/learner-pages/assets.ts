import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { stylesheetName } from '../runtime/assets.ts'

/** Made when the functions are bundled: the pages here use the stylesheet that sign-up serves. */
export const assets = (): Record<string, string> => ({ [stylesheetName]: compileStylesheet().fileName })
