module.exports = class Firebase {
  constructor() {
    throw new Error('Logs that are pushed while a build runs are not read in these tests');
  }
};
