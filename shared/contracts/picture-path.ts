/** Where pictures stand at their address, and what their names in the bucket begin with. */
export const picturePath = '/pictures/'
