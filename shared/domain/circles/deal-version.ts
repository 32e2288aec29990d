/**
 * The version of the deal. Raise it with every change by which the same people would get other groups: a round that an
 * earlier version began is then not dealt on by this one.
 */
export const dealVersion = 1
