// In a related list, `current` is the record that the list stands on: the change itself.
(current.getTableName() === 'change_request' ? current : current.change.getRefRecord()).canRead();
