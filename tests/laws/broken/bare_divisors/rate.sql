select met / monitorable from goals
