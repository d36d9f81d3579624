// How does the whole program take the word of an issuer on this machine? No setting leads there, so it is put in before the start.
const { MEASURE_ISSUER } = process.env;
const teams = require("../../dist/platforms/teams");
const { createTeams } = teams;

const token = () => Promise.resolve("a-token-for-measuring");
teams.createTeams = (options) => createTeams(options, { openIdMetadataUrl: MEASURE_ISSUER, token });
