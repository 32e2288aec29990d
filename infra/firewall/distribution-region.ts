/** Where AWS keeps what belongs to distributions: their firewalls and their certificates. */
export const distributionRegion = 'us-east-1'
