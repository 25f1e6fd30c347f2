// In a related list, `current` is the record that the list stands on: the change itself. The record of a change that is gone is
// empty, and may count as one that anybody may read; ServiceNow's own scripts ask the same way (TaskSLAController).
var change = current.getTableName() === 'change_request' ? current : current.change.getRefRecord();
change.isValidRecord() && change.canRead();
